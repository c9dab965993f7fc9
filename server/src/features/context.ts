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

/** An edit of a field's text as an edit of the file: text in a YAML value is written as its quotes and indentation want. */
export function fieldEdit(document: TemplateDocument, field: Field, span: Span, newText: string): TextEdit {
  const range = fieldRange(document, field, span);
  if (field.role === 'body') return { range, newText };
  const { start } = field.map.file;
  const quote = document.text[start - 1];
  if (quote === '"') return { range, newText: newText.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n') };
  if (quote === "'") return { range, newText: newText.replaceAll("'", "''") };
  const indentation = /^[ \t]*/.exec(
    document.text.slice(document.text.lastIndexOf('\n', start - 1) + 1, start + 80),
  )![0];
  return { range, newText: newText.replace(/\n/g, `\n${indentation}`) };
}
