/**
 * Whether code in a document is Braze Liquid, or a placeholder of one of the many other tools that write `{{ … }}` too.
 */

/** Fences of these hold Liquid whatever stands in them. */
const LIQUID = /liquid|^braze$/;

/** Commands that quote a request: what looks like Liquid there are the writer's placeholders. A diff shows what was wrong. */
const COMMAND = /^\s*(?:\$\s*)?(?:curl|http|wget)\s/;
const NEVER = new Set(
  'bash sh shell zsh fish console shell-session shellsession terminal powershell ps1 pwsh cmd bat curl diff patch'.split(
    ' ',
  ),
);

/** Braces in these are data, markup or text; in any other language they are most likely that language's own. */
const TEXTS = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'none', 'raw', 'json', 'jsonc', 'json5', 'form']);
const MARKUP = new Set(['html', 'htm', 'xml', 'css', 'mjml', 'amp']);

/** `{{${name}}}`, `{{ ns.${key} …`, a tag of Braze's own or one that no other template language has. */
const CERTAIN =
  /\{\{[^{}]*\$\{[^{}]*\}|\{%-?\s*(?:connected_content|abort_message|message_extras|catalog_items|catalog_selection_items|shopping_cart|assign|capture|endcapture|unless|endunless)\b|content_blocks\.\$\{|\bpartner:\s*[\w-]+\/[\w-]+/;

/** Mustache, Handlebars, GitHub's workflows, Go's templates. */
const FOREIGN =
  /\{\{[{#/>!^&=~]|\$\{\{|\{\{-?\s*\.|\{\{-?\s*(?:range|end|with|template|define|include|block)\b[^|{}]*\}\}/;

const TAG = /\{%-?\s*\w/;
const FILTERED = /\{\{[^{}]*[^|{}]\|[^|{}]/;

/** Whether a text speaks of Braze, or holds what only Braze's Liquid has. */
export function isAboutBraze(text: string): boolean {
  return /\bbraze\b/i.test(text) || CERTAIN.test(text);
}

/** Whether a text holds Liquid delimiters at all. */
export const holdsLiquid = (text: string): boolean => text.includes('{{') || text.includes('{%');

/**
 * Whether a fence's or raw block's content is a template.
 * @param language the fence's, lower case; `''` without one
 * @param aboutBraze whether the document is about Braze: then a bare `{{name}}` is a variable
 */
export function isTemplate(content: string, language: string, aboutBraze: boolean): boolean {
  if (LIQUID.test(language)) return true;
  if (NEVER.has(language) || COMMAND.test(content)) return false;
  if (CERTAIN.test(content)) return true;
  if (!holdsLiquid(content) || FOREIGN.test(content)) return false;
  if (TEXTS.has(language)) return aboutBraze || TAG.test(content) || FILTERED.test(content);
  // A bare output in markup may be a merge field of whoever prints it.
  return MARKUP.has(language) && (TAG.test(content) || (aboutBraze && FILTERED.test(content)));
}

/**
 * Whether the code in a line of prose names a piece of syntax, and is no template: `{% if %}`, `{% abort_message() %}`,
 * `{{`, `{{ … }}`.
 */
export function isSyntaxName(content: string): boolean {
  const rest = content.replace(/\{%-?\s*\w*\s*(?:\(\s*\))?\s*-?%\}|\{\{-?\s*(?:\$\{\s*\})?\s*-?\}\}/g, '');
  if (!holdsLiquid(rest) || /^\s*\{[{%]-?\s*$/.test(rest) || OPENING.test(rest)) return true;
  return /\{[{%][^{}]*(?:\.\.\.|…)|\$\{\s*(?:\.\.\.|…)/.test(rest);
}

/** A tag that opens a block of the writer's own names: `{% for item in cart %}`. */
const OPENING = /^\s*\{%-?\s*(?:if|elsif|unless|for|case|when|tablerow)\b[^$%]*%\}[\s.…]*$/;
