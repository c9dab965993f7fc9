import { beginsAsJson } from '../payload';
import { dataValue, edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { headerField, isWholeWebhook, keySpan, methodOf } from './webhook';

/**
 * What it does: reports a webhook with a JSON body that has no `Content-Type` header, or that of a form.
 * Why: Braze sends the body as it is. Without the header many servers do not read it as JSON.
 * Bad:
 * ```liquid
 * ---
 * url: https://api.example.com/send
 * headers:
 *   X-App: shop
 * ---
 * {"text": "Hello"}
 * ```
 * Good:
 * ```liquid
 * ---
 * url: https://api.example.com/send
 * headers:
 *   Content-Type: application/json
 * ---
 * {"text": "Hello"}
 * ```
 */
export const contentTypeMissing: Rule = {
  code: 'content-type-missing',
  severity: 'warning',
  category: 'webhook',
  title: 'A JSON body without Content-Type',
  href: pages.webhooks,
  check({ document, docset, report, reportInFile }) {
    if (!isWholeWebhook(document) || methodOf(document) === 'GET') return;
    const stated = headerField(document, NAME);
    if (stated && !document.partner && FORM.test(stated.text) && beginsAsJson(document.body.tree)) {
      const message = `The body is JSON, and this header says that it is a form. Write 'application/json'.`;
      report({ message, span: { start: 0, end: stated.text.length }, data: { replace: true } }, stated);
      return;
    }
    if (!document.isJson) return;
    if (
      headerField(document, NAME) ||
      document.frontMatter?.headers.some(({ name }) => name.toLowerCase() === 'content-type')
    )
      return;
    // Where a partner requires the header, its own rule says so; under a label of a translated page it is there.
    const entries =
      document.partner?.template.headers ??
      [...docset.partners.values()].flatMap(({ templates }) => templates.flatMap(({ headers }) => headers ?? []));
    const contentTypes = entries.filter(({ name }) => name.toLowerCase() === 'content-type');
    if (document.partner && contentTypes.some(({ required }) => required)) return;
    const labels = new Set(
      contentTypes.flatMap(({ misspellings }) => misspellings ?? []).map((label) => label.toLowerCase()),
    );
    if (document.frontMatter?.headers.some(({ name }) => labels.has(name.toLowerCase()))) return;
    const headers = document.frontMatter?.headers ?? [];
    reportInFile({
      message: "The body is JSON, and the header 'Content-Type: application/json' is missing.",
      span: keySpan(document, 'headers'),
      data: headers[0] ? { at: headers[0].key.start } : {},
    });
  },
  fix(problem, { document }) {
    if (dataValue(problem, 'replace') === true) {
      return [edit("Replace by 'application/json'", problem.span, 'application/json', true)];
    }
    const at = dataValue(problem, 'at');
    if (typeof at !== 'number') return [];
    const lineStart = document.text.lastIndexOf('\n', at) + 1;
    const indentation = document.text.slice(lineStart, at);
    const newText = `Content-Type: application/json\n${indentation}`;
    return /^\s+$/.test(indentation)
      ? [edit("Add 'Content-Type: application/json'", { start: at, end: at }, newText, true)]
      : [];
  },
};

const NAME = 'Content-Type';
const FORM = /^\s*application\/x-www-form-urlencoded/i;
