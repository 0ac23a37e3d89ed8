/** What scripts find that is no part of their own file. */

/** What the preview says after a save; `kbgen/preview/preview.py` makes it. */
interface Outcome {
  number: number;
  error: string;
  issues: string[];
  warnings: string[];
  pages: string[];
  shown: boolean;
}

/** `kbgen/preview/app.py` writes the first outcome in its place. */
declare const FIRST: Outcome;
declare const WORDS: { close: string; kept: string };

/** A module that is asked for once more, under another address. */
declare module "*?again";
declare module "*?once-more";
