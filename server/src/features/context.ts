/** What every feature gets beside the document and the position, and the way from a field's offsets to LSP ranges. */
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import type { Docset } from '../docset/types';
import type { Field, TemplateDocument } from '../document/types';
import type { Span } from '../liquid';
import type { WorkspaceView } from '../workspace/types';

export interface FeatureContext {
  readonly docset: Docset;
  readonly workspace: WorkspaceView;
}

/** Braces that are missing behind a word, and the end of those that are there: an edit replaces up to it. */
export interface Closing {
  readonly end: number;
  readonly text: string;
}

/** A place in a document: the field that holds it and the offset in the field's text (UTF-16 units). */
export interface FieldPlace {
  readonly field: Field;
  readonly offset: number;
}

/** The field at a position of the file; null where front matter has no Liquid of its own. */
export function fieldAt(document: TemplateDocument, position: Position): FieldPlace | null {
  const fileOffset = document.lines.offsetAt(position);
  for (const field of document.fields) {
    const offset = field.map.toField(fileOffset);
    if (offset !== null) return { field, offset };
  }
  return null;
}

/** A span of a field's text as a range of the file. */
export function fieldRange(document: TemplateDocument, field: Field, span: Span): Range {
  return fileRange(document, { start: field.map.toFile(span.start), end: field.map.toFile(span.end) });
}

/** A span of the file as a range. */
export function fileRange(document: TemplateDocument, span: Span): Range {
  return {
    start: document.lines.positionAt(span.start),
    end: document.lines.positionAt(Math.max(span.start, span.end)),
  };
}

/** An edit of a field's text as an edit of the file: written as the quotes and the indentation of YAML want it. */
export function fieldEdit(document: TemplateDocument, field: Field, span: Span, newText: string): TextEdit {
  const range = fieldRange(document, field, span);
  if (field.map.linePrefix) return { range, newText: indented(newText, field.map.linePrefix) };
  const written = inQuotes(document, field, newText);
  if (field.role === 'body' || written !== newText) return { range, newText: written };
  return { range, newText: indented(newText, lineIndentation(document, field.map.file.start)) };
}

/** Text as it has to be written between the quotes of a YAML value; as it is elsewhere. */
export function inQuotes(document: TemplateDocument, field: Field, text: string): string {
  const quote = field.role === 'body' ? '' : document.text[field.map.file.start - 1];
  if (quote === '"') return text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
  return quote === "'" ? text.replaceAll("'", "''") : text;
}

/** The white space that the line of an offset of the file begins with. */
export function lineIndentation({ text }: TemplateDocument, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text.slice(start, end);
}

/** Text with each line but the first indented. */
export function indented(text: string, indentation: string): string {
  return text.replace(/\n/g, `\n${indentation}`);
}
