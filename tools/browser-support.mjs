/**
 * Which browsers scripts need: every interface and method that they name, their syntax and their selectors are looked up in MDN's
 * tables of what each browser has known since when (https://github.com/mdn/browser-compat-data, CC0).
 *
 *     node tools/browser-support.mjs theme/assets/javascripts/search safari=16.0 firefox=90 chrome=92
 *
 * prints a line for everything in that folder, but not in the panel for applications unless it is named, that is newer than one of
 * these and is not asked for first, and ends with 1 if there is any. A call by `?.(` counts as asked for; what is asked for otherwise
 * stands in `ASKED`, with the module that asks.
 * @module
 */

import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const ts = require("typescript");
const known = require("@mdn/browser-compat-data");

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const [folder, ...versions] = process.argv.slice(2);
const floor = Object.fromEntries(versions.map((each) => each.split("=")));

/** What is used only where a browser has it. @type {Record<string, string>} */
const ASKED = {
  "NavigatorLocks.locks": "feedback/unsent.js",
  "LockManager.request": "feedback/unsent.js",
  "HTMLDialogElement.close": "pictures.js",
  "HTMLDialogElement.showModal": "pictures.js",
  "HTMLElement.popover": "in_app/panel.js",
  "HTMLElement.showPopover": "in_app/panel.js",
  "HTMLElement.hidePopover": "in_app/panel.js",
  ":popover-open": "in_app/panel.js",
};
/** Methods whose first argument is a selector. */
const SELECTING = new Set(["querySelector", "querySelectorAll", "matches", "closest"]);

const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const program = ts.createProgram(fileNames, options);
const checker = program.getTypeChecker();
const faults = [];
let looked = 0;

/** Whether a version is there: numbers by their parts, "≤79" as 79. @param {unknown} added @param {string} wanted */
function since(added, wanted) {
  if (typeof added !== "string" || added === "preview") return false;
  const [one, other] = [added.replace("≤", ""), wanted].map((version) => version.split(".").map(Number));
  for (let place = 0; place < Math.max(one.length, other.length); place++) {
    const difference = (one[place] ?? 0) - (other[place] ?? 0);
    if (difference) return difference < 0;
  }
  return true;
}

/** The browsers of the floor that do not know a feature, with what they would have to be. @param {any} feature */
function missing(feature) {
  return Object.entries(floor).flatMap(([browser, wanted]) => {
    const support = [feature.__compat.support[browser]].flat().filter((each) => !each.flags && !each.prefix && !each.version_removed);
    return support.some((each) => since(each.version_added, wanted)) ? [] : [`${browser} ${support[0]?.version_added || "none"}`];
  });
}

/** What MDN tells of a member of an interface, or of the interface itself. @param {string[]} owners @param {string} [member] */
function feature(owners, member) {
  for (const owner of owners) {
    // What styles are set by scripts is listed as a property of style sheets.
    const style = member && /^CSSStyle(Declaration|Properties)$/.test(owner) && known.css.properties[member.replace(/[A-Z]/g, "-$&").toLowerCase()];
    if (style) return style;
    for (const table of [known.api, known.javascript.builtins, known.javascript.builtins.Intl]) {
      const place = table[owner];
      const found = member ? (place?.[member] ?? place?.[`${member}_static`]) : place;
      if (found?.__compat) return found;
    }
  }
  return null;
}

/** Names under which MDN may list what is declared here: the interface, of which TypeScript makes mixins, and what has the mixin. @param {any} declaration @param {any} type */
function owners(declaration, type) {
  const parent = declaration.parent;
  const declared = parent?.name?.text ?? parent?.parent?.name?.text ?? "";
  const names = [declared.replace(/Constructor$/, ""), checker.typeToString(type).replace(/<.*/, "").replace(/^typeof /, "")];
  for (const base of type.getBaseTypes?.() ?? []) names.push(base.symbol?.name ?? "");
  return [...names, "HTMLElement", "Element", "Document", "Window", "Node"].filter(Boolean);
}

/** @param {any} node @param {string} name @param {any} found */
function look(node, name, found) {
  if (!found) return;
  looked++;
  const lacking = missing(found);
  const source = node.getSourceFile();
  const file = relative(ROOT, source.fileName);
  if (!lacking.length || (ASKED[name] && file.endsWith(ASKED[name]))) return;
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  faults.push(`${file}:${line + 1}: ${name} needs ${lacking.join(", ")}`);
}

/** Whether nothing happens where this is not there: `object.method?.(…)`. @param {any} node */
const optional = (node) => ts.isCallExpression(node.parent) && node.parent.expression === node && node.parent.questionDotToken;
const fromLibrary = (/** @type {any} */ each) => /\/typescript\/lib\/lib\.[^/]*\.d\.ts$/.test(each.getSourceFile().fileName);

/** Syntax by the kind of its node. @param {any} node */
function syntaxOf(node) {
  const { classes, operators, statements, regular_expressions: expressions } = known.javascript;
  if (ts.isClassStaticBlockDeclaration(node)) return ["static block", classes.static.initialization_blocks];
  if (ts.isPropertyDeclaration(node)) return ["class field", ts.isPrivateIdentifier(node.name) ? classes.private_class_fields : classes.public_class_fields];
  if (ts.isMethodDeclaration(node) && ts.isPrivateIdentifier(node.name)) return ["private method", classes.private_class_methods];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword && ts.isPrivateIdentifier(node.left)) return ["#name in", classes.private_class_fields_in];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken) return ["??=", operators.nullish_coalescing_assignment];
  if (ts.isAwaitExpression(node) && !ts.findAncestor(node, ts.isFunctionLike)) return ["top-level await", operators.await.top_level];
  if (ts.isRegularExpressionLiteral(node)) {
    if (/\(\?<[=!]/.test(node.text)) return ["lookbehind", expressions.lookbehind_assertion];
    if (/\(\?[ims]*-?[ims]*:/.test(node.text.replaceAll("(?:", ""))) return ["modifier", expressions.modifier];
    const flags = node.text.slice(node.text.lastIndexOf("/") + 1);
    if (flags.includes("v")) return ["flag v", known.javascript.builtins.RegExp.unicodeSets];
    if (flags.includes("d")) return ["flag d", known.javascript.builtins.RegExp.hasIndices];
  }
  if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using) return ["using", statements.using];
  return null;
}

/** @param {any} node */
function visit(node) {
  const syntax = syntaxOf(node);
  if (syntax) look(node, syntax[0], syntax[1]);
  if (ts.isPropertyAccessExpression(node) && !optional(node)) {
    const symbol = checker.getSymbolAtLocation(node.name);
    const declaration = symbol?.declarations?.find(fromLibrary);
    if (declaration) {
      const type = checker.getApparentType(checker.getTypeAtLocation(node.expression));
      const names = owners(declaration, type.getNonNullableType?.() ?? type);
      look(node.name, `${names[0]}.${node.name.text}`, feature(names, node.name.text));
    }
  } else if (ts.isIdentifier(node) && !optional(node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)) {
    const symbol = checker.getSymbolAtLocation(node);
    const typed = ts.findAncestor(node, (/** @type {any} */ each) => ts.isJSDoc(each) || ts.isTypeNode(each));
    if (!typed && symbol?.declarations?.some(fromLibrary)) look(node, node.text, feature(["Window"], node.text) ?? feature([node.text]));
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && SELECTING.has(node.expression.name.text)) {
    for (const [, name] of node.arguments[0]?.getText().matchAll(/:([a-z-]+)/g) ?? []) look(node, `:${name}`, known.css.selectors[name]);
  }
  ts.forEachChild(node, visit);
}

for (const source of program.getSourceFiles()) {
  const file = relative(ROOT, source.fileName);
  if (file.startsWith(folder) && (folder.includes("in_app") || !file.includes("in_app"))) visit(source);
}
console.log([...new Set(faults)].sort().join("\n") || `${looked} uses, all known to ${Object.entries(floor).join(", ").replaceAll(",", " ")}.`);
process.exitCode = faults.length ? 1 : 0;
