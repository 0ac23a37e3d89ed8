/**
 * Fetches the files of an index: tries again, keeps what arrived, and notices a new release.
 * @module
 */

const PAUSES = [0, 300, 1200]; // milliseconds before each attempt
const PATIENCE = 10000; // milliseconds until an attempt is given up

/** A file that did not arrive. `gone` is true where the server says that it is not there: another release took its place. */
export class FileError extends Error {
  /** @param {string} name @param {boolean} gone */
  constructor(name, gone) {
    super(`${name} did not arrive`);
    this.gone = gone;
  }
}

export class Files {
  /** @param {string} folder address of the locale's index, ending with a slash */
  constructor(folder) {
    this.folder = folder;
    /** @type {Map<string, Promise<string>>} */
    this.kept = new Map();
  }

  /** The pointer is the one name whose content changes: it is asked for anew. @returns {Promise<{format: number, version: string}>} */
  async pointer() {
    return JSON.parse(await this.#fetch("index.json", "no-cache"));
  }

  /** @param {string} name with a hash of the content in it @returns {Promise<string>} */
  text(name) {
    let promise = this.kept.get(name);
    if (!promise) {
      promise = this.#fetch(name, "default");
      this.kept.set(name, promise);
      promise.catch(() => this.kept.delete(name));
    }
    return promise;
  }

  /** @param {string} name @returns {boolean} whether it is here or under way */
  has(name) {
    return this.kept.has(name);
  }

  /** @param {string} name @param {RequestCache} cache */
  async #fetch(name, cache) {
    let gone = false;
    for (const pause of PAUSES) {
      if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
      try {
        const response = await fetch(this.folder + name, { cache, signal: AbortSignal.timeout?.(PATIENCE) });
        gone = response.status === 404 || response.status === 410;
        if (response.ok) return whole(name, await response.text());
        if (gone) break;
      } catch {
        gone = false; // cut short or too slow: worth another attempt
        if (!navigator.onLine) break; // known at once
      }
    }
    throw new FileError(name, gone);
  }
}

/**
 * A file that was cut short must not be taken for the whole: each ends with the character that its kind ends with.
 * @param {string} name @param {string} text
 */
function whole(name, text) {
  const end = name.endsWith(".json") ? /[}\]]\s*$/ : /\n$/;
  if (!end.test(text)) throw new Error(`${name} was cut short`);
  return text;
}
