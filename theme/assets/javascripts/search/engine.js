/** All that a search needs, as one file; it comes when a reader is about to search. `kbgen/site/theme/scripts.py` links it. */

import { attachCombobox } from "./combobox.js";
import { boxed } from "./direction.js";
import { attachPage } from "./page.js";
import { Searcher } from "./searcher.js";
import { speaker } from "./strings.js";

export { attachCombobox, attachPage, boxed, Searcher, speaker };
