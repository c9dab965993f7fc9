/** Formatting: white space inside delimiters, and the indentation of JSON bodies. The whole face of this layer. */
import type { TemplateDocument } from '../document/types';
import { type Edit, type FormatOptions, indentUnit } from './edit';
import { fileEdits } from './fields';
import { jsonIndentEdits } from './jsonIndent';
import { liquidLineEdits } from './liquidLines';
import { spacingEdits } from './spacing';

export { type Edit, type FormatOptions, indentUnit } from './edit';
export { isFlowing } from './jsonIndent';

/**
 * What formatting changes in a file: disjoint edits of white space in the order of the file, offsets in UTF-16 units.
 * Texts that are sent are not touched, but for the indentation of a JSON body.
 */
export function formatEdits(document: TemplateDocument, options: FormatOptions): readonly Edit[] {
  const unit = indentUnit(options);
  const edits: Edit[] = [];
  for (const field of document.fields) {
    // In a file whose front matter is no YAML, nobody knows what its values are.
    if (field.role !== 'body' && document.frontMatter?.isBroken === true) continue;
    const isJson = field === document.body && document.isJson;
    const lines = isJson ? jsonIndentEdits(field.tree, unit) : [];
    const inTags = liquidLineEdits(field.tree, unit, lines);
    const all = [...spacingEdits(field.tree), ...lines, ...inTags].sort((a, b) => a.start - b.start);
    edits.push(...fileEdits(document, field, all));
  }
  return edits;
}
