/**
 * All that a search needs, as one file; it comes when a reader is about to search. `kbgen/site/theme/scripts.py` links it. What the
 * page of results needs besides takes from here what the two share.
 */

import { attachCombobox } from "./combobox.js";
import { boxed, directionOf, isolatedText } from "./direction.js";
import { excerpt } from "./excerpt.js";
import { attributes, element, hit, kindName } from "./hit.js";
import { nearest } from "./nearest.js";
import { Searcher } from "./searcher.js";
import { Teller } from "./session.js";
import { speaker } from "./strings.js";

export {
  attachCombobox, attributes, boxed, directionOf, element, excerpt, hit, isolatedText, kindName, nearest, Searcher, speaker, Teller
};
