/** Edits of a field's text as edits of the file: what YAML writes in another way than it reads stays as it is. */
import type { Field, TemplateDocument } from '../document/types';
import type { Edit } from './edit';

/** Edits of a field → edits of the file, in order. */
export function fileEdits(document: TemplateDocument, field: Field, edits: readonly Edit[]): readonly Edit[] {
  if (field.role === 'body') {
    const { start } = field.map.file;
    return edits.map((edit) => ({ start: edit.start + start, end: edit.end + start, newText: edit.newText }));
  }
  const { file } = field.map;
  const isBlock = document.text[file.start - 1] === '\n';
  // YAML folds the lines of what is no block scalar.
  if (!isBlock && document.text.slice(file.start, file.end).includes('\n')) return [];
  const kept: Edit[] = [];
  for (const edit of edits) {
    const inFile = { start: field.map.toFile(edit.start), end: field.map.toFile(edit.end), newText: edit.newText };
    if (isSame(document.text, inFile, field.text, edit)) kept.push(inFile);
  }
  const isQuoted = /["']/.test(document.text.charAt(file.start - 1));
  return isBlock || isQuoted || !breaksPlain(document.text, kept) ? kept : [];
}

/** Whether the white space and what stands before it are in the file as they are in the value: no fold, no escape. */
function isSame(file: string, inFile: Edit, text: string, inField: Edit): boolean {
  return (
    inFile.end - inFile.start === inField.end - inField.start &&
    file[inFile.start - 1] === text[inField.start - 1] &&
    file.startsWith(text.slice(inField.start, inField.end), inFile.start)
  );
}

/** Without quotes `: ` and ` #` mean something to YAML. */
function breaksPlain(file: string, edits: readonly Edit[]): boolean {
  return edits.some(({ start, end, newText }) => newText !== '' && (file[start - 1] === ':' || file[end] === '#'));
}
