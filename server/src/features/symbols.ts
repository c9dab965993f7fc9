/** What a name in a field stands for, and everywhere it stands: the base of highlights, definition, references, rename. */

import type { Position } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../docset';
import type { Field, TemplateDocument } from '../document/types';
import { type Attribute, pathTo, type Span, walk } from '../liquid';
import { type Definition, type Scope, scopeOf } from '../rules/scope';
import { callOf } from '../workspace';
import { type FeatureContext, fieldAt } from './context';
import { blockIn, globalsOf, type Home, isFree, isLocal, linkedHomes } from './linked';
import { type Called, callsFor, mocksFor, mockUses } from './mocks';
import type { Steps } from './steps';
import { attributeUses, normalUri, type Use, useInField } from './uses';

export type NamedThing =
  | {
      readonly kind: 'variable';
      readonly field: Field;
      readonly span: Span;
      readonly name: string;
      /** What makes it, where that is a loop. */
      readonly loop: Definition | null;
    }
  | NamedAttribute
  /** A Connected Content call, at its URL. */
  | ({ readonly kind: 'call'; readonly field: Field; readonly span: Span } & Called);

/** An attribute, or a content block. */
export interface NamedAttribute {
  readonly kind: 'attribute';
  readonly namespace: string;
  readonly key: string;
}

export interface Occurrence {
  readonly field: Field;
  readonly span: Span;
  /** Whether the name is made here and not read. */
  readonly isDefinition: boolean;
}

/** The thing named at a position and the name's own place; null elsewhere. */
export function namedAt(
  document: TemplateDocument,
  position: Position,
  context: FeatureContext,
): { readonly thing: NamedThing; readonly use: Use } | null {
  const place = fieldAt(document, position);
  if (place === null) return blockNameAt(document, position, context);
  const { field, offset } = place;
  const scope = scopeOf(field.tree, context.docset.tags);
  const name =
    scope.definitions.find((candidate) => candidate.written && touches(candidate.span, offset)) ??
    scope.references.find((candidate) => touches(candidate.span, offset));
  if (name !== undefined) {
    const resolved = 'kind' in name ? name : scope.resolve(name.name, name.span.start);
    // A name that nothing makes may be a namespace.
    if (resolved === null && context.docset.namespaces.has(name.name)) return null;
    const loop = resolved !== null && isLocal(resolved) ? resolved : null;
    return {
      thing: { kind: 'variable', field, span: name.span, name: name.name, loop },
      use: useInField(document, field, name.span, 'kind' in name),
    };
  }
  const attribute = attributeAt(field, offset);
  if (attribute !== null) {
    const namespace = attribute.namespace?.text ?? '';
    return {
      thing: { kind: 'attribute', namespace, key: attribute.key.text },
      use: useInField(document, field, attribute.key.textSpan, false),
    };
  }
  return callAt(document, field, offset);
}

/** Everywhere in the document that the same thing stands, in the order of the file. Variables are those of one field. */
export function occurrencesOf(
  thing: NamedThing,
  document: TemplateDocument,
  { docset }: FeatureContext,
): readonly Occurrence[] {
  switch (thing.kind) {
    case 'call':
      return [{ field: thing.field, span: thing.span, isDefinition: false }];
    case 'attribute':
      return document.fields.flatMap((field) => attributeOccurrences(field, thing.namespace, thing.key));
    case 'variable': {
      const { field, name, loop } = thing;
      const scope = scopeOf(field.tree, docset.tags);
      return loop === null ? globalOccurrences(name, field, scope) : loopOccurrences(loop, field, scope);
    }
  }
}

/** Everywhere in the workspace that the same thing stands; the document's own places come first. */
export function* usesOf(thing: NamedThing, document: TemplateDocument, context: FeatureContext): Steps<readonly Use[]> {
  const here = occurrencesOf(thing, document, context).map(({ field, span, isDefinition }) =>
    useInField(document, field, span, isDefinition),
  );
  switch (thing.kind) {
    case 'attribute': {
      // A stretch of Markdown is not all of its file.
      const except = document.outsideNames ? null : document.uri;
      const found = attributeUses(thing.namespace, thing.key, context.workspace, except);
      return except === null && found.some(({ uri }) => uri === normalUri(document.uri)) ? found : [...here, ...found];
    }
    case 'call': {
      const mocks = mocksFor(thing, context.workspace);
      const calls = callsFor(mocks, context.workspace);
      return [...mockUses(mocks, context.workspace), ...(calls.length > 0 ? calls : here)];
    }
    case 'variable':
      if (thing.loop !== null) return here;
      return usesIn(yield* linkedHomes({ document, field: thing.field }, thing.name, context), thing.name, context);
  }
}

/** Where a variable stands in the fields that share it. */
export function usesIn(homes: readonly Home[], name: string, context: FeatureContext): readonly Use[] {
  return homes.flatMap(({ document, field }) =>
    globalOccurrences(name, field, scopeOf(field.tree, context.docset.tags)).map(({ span, isDefinition }) =>
      useInField(document, field, span, isDefinition),
    ),
  );
}

/** The definitions of a variable in its field, those first that hold at its place. */
export function definitionsOf(thing: NamedThing & { readonly kind: 'variable' }, scope: Scope): readonly Definition[] {
  if (thing.loop !== null) return [thing.loop];
  const resolved = scope.resolve(thing.name, thing.span.start);
  if (resolved !== null && resolved.span.start !== thing.span.start) return [resolved];
  return globalsOf(thing.name, scope);
}

function globalOccurrences(name: string, field: Field, scope: Scope): readonly Occurrence[] {
  return [
    ...globalsOf(name, scope).map(({ span }) => ({ field, span, isDefinition: true })),
    ...scope.references
      .filter((reference) => isFree(reference, name, scope))
      .map(({ span }) => ({ field, span, isDefinition: false })),
  ].sort((a, b) => a.span.start - b.span.start);
}

function loopOccurrences(loop: Definition, field: Field, scope: Scope): readonly Occurrence[] {
  return [
    { field, span: loop.span, isDefinition: true },
    ...scope.references
      .filter(({ name, span }) => name === loop.name && scope.resolve(name, span.start) === loop)
      .map(({ span }) => ({ field, span, isDefinition: false })),
  ];
}

/** The `name` in a content block's front matter is the name of the block. */
function blockNameAt(document: TemplateDocument, position: Position, context: FeatureContext) {
  const offset = document.lines.offsetAt(position);
  const value = document.frontMatter?.keys.find(({ name }) => name === 'name')?.value;
  const block = value && touches(value, offset) ? blockIn(document.uri, context) : null;
  const use = block && blockNameUse(document);
  if (!block || !use) return null;
  const thing: NamedThing = { kind: 'attribute', namespace: CONTENT_BLOCKS, key: block.name };
  return { thing, use };
}

/** The name that a content block's front matter gives it; null when it goes by its file's. */
export function blockNameUse({ uri, text, frontMatter }: TemplateDocument): Use | null {
  const value = frontMatter?.keys.find(({ name }) => name === 'name')?.value;
  if (!value || !frontMatter?.values.name) return null;
  const quote = text[value.start];
  const span =
    quote === '"' || quote === "'"
      ? { start: value.start + 1, end: value.end - 1 }
      : { start: value.start, end: value.end };
  return {
    uri,
    text,
    span,
    writing: quote === '"' ? 'double' : quote === "'" ? 'single' : 'yaml',
    isDefinition: true,
  };
}

function callAt(document: TemplateDocument, field: Field, offset: number) {
  const tag = pathTo(field.tree, offset).findLast((node) => node.kind === 'tag');
  const call = tag?.kind === 'tag' ? callOf(tag, field.tree) : null;
  if (call === null || !touches(call, offset)) return null;
  const span = { start: call.start, end: call.end };
  const thing: NamedThing = { kind: 'call', field, span, url: call.url, method: call.method };
  return { thing, use: useInField(document, field, span, false) };
}

function attributeAt(field: Field, offset: number): Attribute | null {
  for (const at of [offset, offset - 1]) {
    const attribute = pathTo(field.tree, Math.max(at, 0)).findLast((node) => node.kind === 'attribute');
    if (attribute?.kind === 'attribute' && touches(attribute.key.textSpan, offset)) return attribute;
  }
  return null;
}

function attributeOccurrences(field: Field, namespace: string, key: string): readonly Occurrence[] {
  const found: Occurrence[] = [];
  walk(field.tree, {
    enter(node) {
      if (node.kind === 'attribute' && (node.namespace?.text ?? '') === namespace && node.key.text === key) {
        found.push({ field, span: node.key.textSpan, isDefinition: false });
      }
    },
  });
  return found;
}

const touches = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;
