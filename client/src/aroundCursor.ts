/** Where the cursor belongs in what is written while one types. */
import type { Position, TextEdit } from 'vscode-languageserver-types';

/** The shapes of VS Code's classes that matter here. */
interface Edit {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly newText: TextEdit['newText'];
}

export interface AroundCursor {
  readonly before: string;
  readonly after: string;
}

/**
 * Parts an edit at the cursor: an end tag stands behind the cursor; of several lines, the cursor is at the end of the
 * first. Null where VS Code does right by itself, or where an insertion would be indented anew.
 */
export function aroundCursor({ range: { start, end }, newText }: Edit, cursor: Position): AroundCursor | null {
  const lineBreak = newText.search(/\r?\n/);
  if (lineBreak >= 0) {
    const wholeLine = start.line === cursor.line && start.character === 0;
    return wholeLine ? { before: newText.slice(0, lineBreak), after: newText.slice(lineBreak) } : null;
  }
  const atCursor = [start, end].every(({ line, character }) => line === cursor.line && character === cursor.character);
  return atCursor && newText.trim() !== '' ? { before: '', after: newText } : null;
}
