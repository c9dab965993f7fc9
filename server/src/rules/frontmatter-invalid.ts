import { dataSpan, dataString, edit, suggestReplacement } from './fixes';
import type { Rule } from './rule';

/**
 * What it does: reports front matter that is no YAML, or has a value that does not exist.
 * Why: what stands in the front matter (URL, headers, kind) cannot be read then. A value that starts with Liquid is a map
 * to YAML; as a block scalar it is a text.
 * Bad:
 * ```liquid
 * ---
 * url: {{content_blocks.${api_host}}}/send
 * headers:
 *   Content-Type: text/plain
 * ---
 * text
 * ```
 * Good:
 * ```liquid
 * ---
 * url: |-
 *   {{content_blocks.${api_host}}}/send
 * headers:
 *   Content-Type: text/plain
 * ---
 * text
 * ```
 */
export const frontmatterInvalid: Rule = {
  code: 'frontmatter-invalid',
  severity: 'error',
  category: 'file',
  title: 'Front matter that cannot be read',
  fix(problem) {
    const replace = dataSpan(problem, 'replace');
    const blockScalar = dataString(problem, 'blockScalar');
    if (replace && blockScalar !== null) return [edit('Make it a block scalar', replace, blockScalar, true)];
    return suggestReplacement(problem);
  },
};
