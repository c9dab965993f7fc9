/** Formatting of a document or a part of it: edits of white space only, each as small as it can be. */
import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver-types';
import type { TemplateDocument } from '../document/types';
import { formatEdits } from '../format';
import { fileRange } from './context';

/** All edits of a file, in its order. */
export function formatting(document: TemplateDocument, options: FormattingOptions): TextEdit[] {
  return formatEdits(document, options).map((edit) => ({ range: fileRange(document, edit), newText: edit.newText }));
}

/** The edits that lie in a range; a line's indentation counts where the range touches it. */
export function rangeFormatting(document: TemplateDocument, range: Range, options: FormattingOptions): TextEdit[] {
  const start = document.lines.offsetAt(range.start);
  const end = document.lines.offsetAt(range.end);
  return formatEdits(document, options)
    .filter((edit) => edit.start <= end && edit.end >= start)
    .map((edit) => ({ range: fileRange(document, edit), newText: edit.newText }));
}
