/** What a name in a field stands for, and everywhere it stands: the base of highlights, definition, references, rename. */
import type { Position } from 'vscode-languageserver-types';
import type { Field, TemplateDocument } from '../document/types';
import { type Attribute, pathTo, type Span, walk } from '../liquid';
import { type Definition, type Scope, scopeOf } from '../rules/scope';
import { type FeatureContext, fieldAt } from './context';

export type NamedThing =
  | {
      readonly kind: 'variable';
      readonly field: Field;
      readonly span: Span;
      readonly name: string;
      readonly loop: Definition | null;
    }
  | {
      readonly kind: 'attribute';
      readonly field: Field;
      readonly span: Span;
      readonly namespace: string;
      readonly key: string;
    };

export interface Occurrence {
  readonly field: Field;
  readonly span: Span;
  /** Whether the name is made here and not read. */
  readonly isDefinition: boolean;
}

/** The variable or attribute at a position; null elsewhere. */
export function namedAt(document: TemplateDocument, position: Position, { docset }: FeatureContext): NamedThing | null {
  const place = fieldAt(document, position);
  if (place === null) return null;
  const { field, offset } = place;
  const scope = scopeOf(field.tree, docset.tags);
  const definition = scope.definitions.find((candidate) => candidate.written && touches(candidate.span, offset));
  if (definition !== undefined) {
    return { kind: 'variable', field, span: definition.span, name: definition.name, loop: loopOf(definition) };
  }
  const reference = scope.references.find((candidate) => touches(candidate.span, offset));
  if (reference !== undefined) {
    const resolved = scope.resolve(reference.name, reference.span.start);
    // A name that nothing makes may be a namespace, and is not ours to rename.
    return resolved === null
      ? null
      : { kind: 'variable', field, span: reference.span, name: reference.name, loop: loopOf(resolved) };
  }
  const attribute = attributeAt(field, offset);
  if (attribute === null) return null;
  const namespace = attribute.namespace?.text ?? '';
  return { kind: 'attribute', field, span: attribute.key.textSpan, namespace, key: attribute.key.text };
}

/** Everywhere in the document that the same thing stands, in the order of the file. Variables are those of one field. */
export function occurrencesOf(
  thing: NamedThing,
  document: TemplateDocument,
  { docset }: FeatureContext,
): readonly Occurrence[] {
  if (thing.kind === 'attribute')
    return document.fields.flatMap((field) => attributeOccurrences(field, thing.namespace, thing.key));
  const { field, name, loop } = thing;
  const scope = scopeOf(field.tree, docset.tags);
  const isSame = (definition: Definition | null): boolean =>
    definition !== null && (loop === null ? loopOf(definition) === null : definition === loop);
  return [
    ...(scope.byName.get(name) ?? [])
      .filter((definition) => isSame(definition))
      .map(({ span }) => ({ field, span, isDefinition: true })),
    ...scope.references
      .filter((reference) => reference.name === name && isSame(scope.resolve(name, reference.span.start)))
      .map(({ span }) => ({ field, span, isDefinition: false })),
  ].sort((a, b) => a.span.start - b.span.start);
}

/** The definitions of a variable, those first that hold at its place. */
export function definitionsOf(thing: NamedThing & { readonly kind: 'variable' }, scope: Scope): readonly Definition[] {
  if (thing.loop !== null) return [thing.loop];
  const resolved = scope.resolve(thing.name, thing.span.start);
  if (resolved !== null && resolved.span.start !== thing.span.start) return [resolved];
  return (scope.byName.get(thing.name) ?? []).filter((definition) => loopOf(definition) === null);
}

const loopOf = (definition: Definition): Definition | null =>
  definition.kind === 'loop' || definition.kind === 'helper' ? definition : null;

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
