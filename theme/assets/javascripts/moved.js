/** What stands at an old address leads on at once, with the search and the heading that were asked for. */

location.replace(document.currentScript?.dataset.to + location.search + location.hash);
