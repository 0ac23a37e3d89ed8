/** Text of a page of the help center as a document; also in an application whose policy demands trusted types. */

/** @type {{createHTML: (text: string) => any}} */
let policy = { createHTML: (text) => text };
try {
  // The name that the application allows: `trusted-types kb-help`.
  policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("kb-help", policy) ?? policy;
} catch {
  // Not allowed by its name: where trusted types are demanded pages cannot be read then, and the panel says so.
}

/** @param {string} text @returns {Document} */
export const parsed = (text) => new DOMParser().parseFromString(policy.createHTML(text), "text/html");
