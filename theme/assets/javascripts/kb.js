/** What every page does beyond HTML: theme, menus, questions, pictures, code, contents. Pages work without it. */

import { startBanner } from "./banner.js";
import { config } from "./config.js";
import { startContents } from "./contents.js";
import { startCopying } from "./copy.js";
import { startFeedback } from "./feedback/start.js";
import { startLanguages } from "./languages.js";
import { startMenus } from "./menus.js";
import { startPaper } from "./paper.js";
import { startPictures } from "./pictures.js";
import { startQuestions } from "./questions.js";
import { startSearch } from "./search/start.js";
import { startTerms } from "./terms.js";
import { startTheme } from "./theme.js";
import { startVideos } from "./videos.js";

startTheme();
startBanner();
startMenus();
startLanguages();
startQuestions();
startContents();
startPictures();
startPaper();
startVideos();
startCopying();
startTerms();
startSearch();
startFeedback();
if (config.offline) import("./offline.js").then(({ startOffline }) => startOffline());
// Long lists are rare, and so is looking through one.
if (document.querySelector("[data-kb-finder]")) import("./finder.js").then(({ startFinder }) => startFinder());
