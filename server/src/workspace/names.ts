/** What a file names: attributes, content blocks, variables, Connected Content calls. Small enough to keep for every file. */
import { type Node as JsonNode, parseTree } from 'jsonc-parser';
import { findByExportName } from '../docset';
import type { Docset } from '../docset/types';
import type { Field } from '../document/types';
import { type Tag, type Template, walk } from '../liquid';
import { readRegistry } from './registry';
import type { CallPlace, FileNames, NamePlace, Writing } from './types';

/** The key of an attribute in `FileNames.attributes`; `''` is the default namespace. */
export const attributeId = (namespace: string, key: string): string => `${namespace}.${key}`;

/** Of a file that names nothing. */
export const noNames: FileNames = { attributes: new Map(), variables: new Set(), calls: [], words: new Map() };

/** The names in a file's templates. Spans are offsets in the file. */
export function namesOfFields(fields: readonly Field[], text: string): FileNames {
  const attributes = new Map<string, NamePlace[]>();
  const variables = new Set<string>();
  const calls: CallPlace[] = [];
  const words = new Map<string, number>();
  const count = (word: string): void => {
    words.set(word, (words.get(word) ?? 0) + 1);
  };
  const read = (tree: Template, toFile: (offset: number) => number, writing: Writing): void =>
    walk(tree, {
      enter(node) {
        if (node.kind === 'variable' && node.name !== null) variables.add(node.name.text);
        else if (node.kind === 'filter') count(`|${node.name.text}`);
        else if (node.kind === 'tag') {
          count(`%${node.name}`);
          for (const name of namesMadeBy(node, tree)) variables.add(name);
          const call = callOf(node, tree);
          if (call !== null) calls.push({ ...call, start: toFile(call.start), end: toFile(call.end), writing });
        } else if (node.kind === 'attribute' && node.key.text !== '' && node.key.closed) {
          const { start, end } = node.key.textSpan;
          add(attributes, attributeId(node.namespace?.text ?? '', node.key.text), {
            start: toFile(start),
            end: toFile(end),
            writing,
          });
        }
      },
    });
  for (const { role, tree, map } of fields) {
    const quote = role === 'body' ? '' : text[map.file.start - 1];
    read(tree, map.toFile, quote === '"' ? 'double' : quote === "'" ? 'single' : 'plain');
  }
  return { attributes, variables, calls, words };
}

/** The attributes that a sample user sets, at their keys; in each of the forms that a sample user may have. */
export function namesOfUser(text: string, docset: Docset): FileNames {
  const attributes = new Map<string, NamePlace[]>();
  const root = parseTree(text);
  const note = (namespace: string, key: JsonNode): void =>
    add(attributes, attributeId(namespace, String(key.value)), {
      start: key.offset + 1,
      end: key.offset + Math.max(key.length - 1, 1),
      writing: 'json',
    });
  const noteAll = (namespace: string, object: JsonNode | undefined): void => {
    for (const [key] of members(object)) note(namespace, key);
  };
  const top = new Map(members(root).map(([key, value]) => [String(key.value), value]));
  const exported = top.get('users')?.children?.[0] ?? (top.has('external_id') ? root : undefined);
  if (exported !== undefined) {
    for (const [key, value] of members(exported))
      if (key.value === 'custom_attributes') noteAll('custom_attribute', value);
    return { ...noNames, attributes };
  }
  if (top.get('attributes')?.type === 'array' || top.get('events')?.type === 'array') {
    for (const [key] of members(top.get('attributes')?.children?.[0])) {
      const name = String(key.value);
      const isBrazes = findByExportName(docset, name) !== null || docset.attributes.get('')?.has(name) === true;
      if (!isBrazes && !name.startsWith('_')) note('custom_attribute', key);
    }
    for (const [key, value] of members(top.get('events')?.children?.[0]))
      if (key.value === 'properties') noteAll('event_properties', value);
    return { ...noNames, attributes };
  }
  for (const { name, userKey } of docset.namespaces.values()) {
    noteAll(name, top.get(userKey ?? name));
    if (userKey !== undefined && userKey !== name && name !== '') noteAll(name, top.get(name));
  }
  return { ...noNames, attributes };
}

/** The attributes that a registry declares, at their names. */
export function namesOfRegistry(text: string): FileNames {
  const attributes = new Map<string, NamePlace[]>();
  for (const { name, span, writing } of readRegistry(text))
    add(attributes, attributeId('custom_attribute', name), { ...span, writing });
  return { ...noNames, attributes };
}

function add(all: Map<string, NamePlace[]>, id: string, place: NamePlace): void {
  const places = all.get(id);
  if (places) places.push(place);
  else all.set(id, [place]);
}

function members(object: JsonNode | undefined): readonly (readonly [JsonNode, JsonNode])[] {
  if (object?.type !== 'object') return [];
  return (object.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key !== undefined && value !== undefined ? [[key, value] as const] : [],
  );
}

function namesMadeBy({ markup }: Tag, { text }: Template): readonly string[] {
  if (markup.shape === 'assign' || markup.shape === 'target') return markup.target ? [markup.target.text] : [];
  if (markup.shape === 'for') return markup.variable ? [markup.variable.text] : [];
  if (markup.shape !== 'words') return [];
  // What an option such as `:save` is given may name a variable.
  return markup.options.flatMap(({ value }) => {
    const word = value === null ? '' : text.slice(value.start, value.end).trim();
    return /^\w+$/.test(word) ? [word] : [];
  });
}

/** A Connected Content call, its URL with `*` for what is only known when the message is sent. */
export function callOf({ name, markup }: Tag, { text }: Template): Omit<CallPlace, 'writing'> | null {
  const url = markup.shape === 'words' && name === 'connected_content' ? markup.words[0] : undefined;
  if (url === undefined || markup.shape !== 'words') return null;
  const written = url.parts.map((part) => (part.kind === 'text' ? text.slice(part.start, part.end) : '*')).join('');
  const method = markup.options.find((option) => option.name.text === 'method')?.value;
  return {
    url: written,
    method: method ? text.slice(method.start, method.end).trim().toUpperCase() : 'GET',
    start: url.start,
    end: url.end,
  };
}
