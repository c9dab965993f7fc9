/** A folder of files in memory, as the server knows it: `{ 'a.liquid': 'Hi {{ x█ }}', 'content_blocks/b.liquid': … }`. */

import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location, Position, WorkspaceEdit } from 'vscode-languageserver-types';
import { readDocument, type TemplateDocument } from '../../server/src/document';
import type { FeatureContext } from '../../server/src/features/context';
import { createWorkspace } from '../../server/src/workspace';

export const ROOT = 'file:///w/';

export type Files = Readonly<Record<string, string>>;

export interface Folder {
  readonly context: FeatureContext;
  /** Without the cursor's marks. */
  readonly files: Files;
  /** The file with the cursor, or a given one. */
  readonly document: TemplateDocument;
  readonly position: Position;
  /** The second mark; the first where there is one. */
  readonly end: Position;
}

/** Reads the files; the document at hand is the one that a `█` stands in, or the first. */
export function folder(marked: Files): Folder {
  const workspace = createWorkspace();
  workspace.setRoots([ROOT]);
  const path = Object.keys(marked).find((name) => marked[name]!.includes('█')) ?? Object.keys(marked)[0]!;
  const files = Object.fromEntries(Object.entries(marked).map(([name, text]) => [name, text.replaceAll('█', '')]));
  for (const [name, text] of Object.entries(files)) workspace.setFile(ROOT + name, text);
  const context = workspace.contextOf(ROOT);
  const { docset, workspace: view } = context;
  const document = readDocument(ROOT + path, files[path]!, { docset, config: view.config, root: view.root });
  const offset = Math.max(marked[path]!.indexOf('█'), 0);
  const second = marked[path]!.indexOf('█', offset + 1);
  return {
    context,
    files,
    document,
    position: document.lines.positionAt(offset),
    end: document.lines.positionAt(second < 0 ? offset : second - 1),
  };
}

/** Each file with places in `‹›`; those without places are left out. */
export function drawn({ files }: Folder, locations: readonly Location[]): Files {
  const out: Record<string, string> = {};
  for (const uri of new Set(locations.map((location) => location.uri))) {
    const path = uri.slice(ROOT.length);
    const lines = TextDocument.create(uri, '', 0, files[path]!);
    const spans = locations
      .filter((location) => location.uri === uri)
      .map(({ range }) => [lines.offsetAt(range.start), lines.offsetAt(range.end)] as const)
      .sort((a, b) => b[0] - a[0]);
    out[path] = spans.reduce(
      (text, [start, end]) => `${text.slice(0, start)}‹${text.slice(start, end)}›${text.slice(end)}`,
      files[path]!,
    );
  }
  return out;
}

/** The files that an edit changes, makes or moves, as they are after it. */
export function edited({ files }: Folder, edit: WorkspaceEdit): Files {
  const after: Record<string, string> = {};
  const textOf = (uri: string): string => after[uri.slice(ROOT.length)] ?? files[uri.slice(ROOT.length)] ?? '';
  for (const [uri, edits] of Object.entries(edit.changes ?? {}))
    after[uri.slice(ROOT.length)] = TextDocument.applyEdits(TextDocument.create(uri, '', 0, textOf(uri)), edits);
  for (const change of edit.documentChanges ?? []) {
    if ('textDocument' in change) {
      const { uri } = change.textDocument;
      const lines = TextDocument.create(uri, '', 0, textOf(uri));
      after[uri.slice(ROOT.length)] = TextDocument.applyEdits(
        lines,
        change.edits.flatMap((one) => ('newText' in one ? one : [])),
      );
    } else if (change.kind === 'create') after[change.uri.slice(ROOT.length)] = '';
    else if (change.kind === 'rename') {
      after[change.newUri.slice(ROOT.length)] = textOf(change.oldUri);
      delete after[change.oldUri.slice(ROOT.length)];
    }
  }
  return after;
}
