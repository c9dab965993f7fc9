/** Edits of a field's text as edits of the file: what YAML writes in another way than it reads stays as it is. */
import type { Field, TemplateDocument } from '../document/types';
import type { Edit } from './edit';

/** Edits of a field → edits of the file, in order. */
export function fileEdits(document: TemplateDocument, field: Field, edits: readonly Edit[]): readonly Edit[] {
  if (field.role === 'body') {
    const { start } = field.map.file;
    return edits.map((edit) => ({ start: edit.start + start, end: edit.end + start, newText: edit.newText }));
  }
  const kept: { readonly inField: Edit; readonly inFile: Edit }[] = [];
  for (const edit of edits) {
    const inFile = { start: field.map.toFile(edit.start), end: field.map.toFile(edit.end), newText: edit.newText };
    if (isSame(document.text, inFile, field.text, edit)) kept.push({ inField: edit, inFile });
  }
  if (isPlain(document.text, field) && breaksPlain(field.text, kept)) return [];
  return kept.map(({ inFile }) => inFile);
}

/** Whether the white space and what stands before it are in the file as they are in the value: no fold, no escape. */
function isSame(file: string, inFile: Edit, text: string, inField: Edit): boolean {
  return (
    inFile.end - inFile.start === inField.end - inField.start &&
    file[inFile.start - 1] === text[inField.start - 1] &&
    file.startsWith(text.slice(inField.start, inField.end), inFile.start)
  );
}

/** A value without quotes, in the line of its key or below it; a block scalar begins where its line does. */
function isPlain(file: string, { map }: Field): boolean {
  const before = file[map.file.start - 1];
  return before !== '"' && before !== "'" && before !== '\n';
}

/** Without quotes `: ` and ` #` mean something to YAML. */
function breaksPlain(text: string, edits: readonly { readonly inField: Edit }[]): boolean {
  return edits.some(({ inField: { start, end, newText } }) => {
    if (newText === '') return false;
    return text[start - 1] === ':' || text[end] === '#';
  });
}
