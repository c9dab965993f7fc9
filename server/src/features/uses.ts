/** Where names stand in the files of the workspace: what references, rename and call hierarchy are made of. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type { Field, TemplateDocument } from '../document/types';
import type { Span } from '../liquid';
import { attributeId } from '../workspace';
import type { WorkspaceFile, WorkspaceView, Writing } from '../workspace/types';

/** A place in a file of the workspace. */
export interface Use {
  readonly uri: string;
  /** Of the file, as it stands now. */
  readonly text: string;
  /** Offsets in the file. */
  readonly span: Span;
  readonly writing: Writing;
  /** Whether the thing is declared here and not read: a sample user's key, a registry's entry, an `assign`. */
  readonly isDefinition: boolean;
}

/** Clients spell the same address differently; the workspace's files have it in this spelling. */
export const normalUri = (uri: string): string => URI.parse(uri).toString();

/** How a name is written in a field: front matter may have quotes around the value. */
function writingOf({ text }: Pick<TemplateDocument, 'text'>, { role, map }: Field): Writing {
  const quote = role === 'body' ? '' : text[map.file.start - 1];
  return quote === '"' ? 'double' : quote === "'" ? 'single' : 'plain';
}

/** A span of a field as a place of the file. */
export function useInField(
  document: Pick<TemplateDocument, 'uri' | 'text'>,
  field: Field,
  span: Span,
  isDefinition: boolean,
): Use {
  return {
    uri: document.uri,
    text: document.text,
    span: { start: field.map.toFile(span.start), end: field.map.toFile(span.end) },
    writing: writingOf(document, field),
    isDefinition,
  };
}

/**
 * Where an attribute stands in the workspace's files, by path and then by place.
 * @param except a file that is left out
 */
export function attributeUses(
  namespace: string,
  key: string,
  { files }: WorkspaceView,
  except: string | null,
): readonly Use[] {
  const id = attributeId(namespace, key);
  const own = except === null ? null : normalUri(except);
  const found: Use[] = [];
  for (const file of files) {
    const places = file.names.attributes.get(id);
    if (places === undefined || file.uri === own) continue;
    for (const { start, end, writing } of places) found.push(useOf(file, { start, end }, writing));
  }
  return found;
}

const useOf = (file: WorkspaceFile, span: Span, writing: Writing): Use => ({
  uri: file.uri,
  text: file.text,
  span,
  writing,
  isDefinition: file.kind === 'user' || file.kind === 'registry',
});

/** The ranges of places; each file's lines are counted once. */
export function locations(uses: readonly Use[]): Location[] {
  const lines = linesOf();
  return uses.map((use) => ({ uri: use.uri, range: rangeOf(use, lines(use)) }));
}

/** The edits that write a name at each place, escaped as the place wants it. */
export function renameEdits(uses: readonly Use[], newName: string): NonNullable<WorkspaceEdit['changes']> {
  const lines = linesOf();
  const changes: Record<string, TextEdit[]> = {};
  for (const use of uses) {
    const edit: TextEdit = { range: rangeOf(use, lines(use)), newText: written(newName, use.writing) };
    const edits = changes[use.uri];
    if (edits) edits.push(edit);
    else changes[use.uri] = [edit];
  }
  return changes;
}

/** A name as it has to be written where it stands. */
export function written(name: string, writing: Writing): string {
  switch (writing) {
    case 'plain':
      return name;
    case 'single':
      return name.replaceAll("'", "''");
    case 'double':
    case 'json':
      return JSON.stringify(name).slice(1, -1);
    case 'yaml':
      // Words that YAML takes for something else, and signs that mean something to it.
      return /^[A-Za-z_][\w .-]*$/.test(name) && !/^(?:true|false|null|yes|no|on|off)$|\s$/i.test(name)
        ? name
        : JSON.stringify(name);
  }
}

function linesOf(): (use: Use) => TextDocument {
  const known = new Map<string, TextDocument>();
  return ({ uri, text }) => {
    const lines = known.get(uri) ?? TextDocument.create(uri, '', 0, text);
    known.set(uri, lines);
    return lines;
  };
}

const rangeOf = ({ span }: Use, lines: TextDocument): Range => ({
  start: lines.positionAt(span.start),
  end: lines.positionAt(span.end),
});
