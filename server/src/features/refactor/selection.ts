/** What a refactoring is asked for: a stretch of one field, and the output that it lies in. */
import type { Range } from 'vscode-languageserver-types';
import type { Field, TemplateDocument } from '../../document/types';
import { type AnyNode, type Chain, type Expression, type Output, pathTo, type Span } from '../../liquid';
import { scopeOf } from '../../rules/scope';
import { type FeatureContext, fieldAt } from '../context';
import { enclosing } from '../enclosing';

export interface Selection {
  readonly document: TemplateDocument;
  readonly field: Field;
  /** Offsets in the field; empty for a cursor. */
  readonly span: Span;
  readonly context: FeatureContext;
}

/** The selected stretch; null where it is not in one field. */
export function selectionOf(document: TemplateDocument, range: Range, context: FeatureContext): Selection | null {
  const start = fieldAt(document, range.start);
  const end = fieldAt(document, range.end);
  if (start === null || end === null || start.field !== end.field) return null;
  return { document, field: start.field, span: { start: start.offset, end: end.offset }, context };
}

export interface OutputPlace {
  readonly output: Output;
  /** In the words of a tag: a Connected Content call's URL. Nothing can be put before it there. */
  readonly inTag: boolean;
}

/** The output that holds all of the selection, between its braces or with them; null where none does. */
export function outputAt({ field, span }: Selection): OutputPlace | null {
  const holds = (node: AnyNode | null | undefined): node is Output =>
    node?.kind === 'output' && node.closed && node.start <= span.start && span.end <= node.end;
  for (const offset of [span.start, span.end, span.start + 1]) {
    const { node } = enclosing(field.tree, offset);
    if (holds(node)) return { output: node, inTag: false };
    const path = node?.kind === 'tag' ? pathTo(field.tree, offset) : [];
    const inner = path.find((candidate, i) => candidate.kind === 'output' && path[i - 1]?.kind === 'interpolated');
    if (holds(inner)) return { output: inner, inTag: true };
  }
  return null;
}

/** The value of a chain where it can be missing: an attribute or a variable, without the braces around it. */
export function readValue(chain: Chain): Expression | null {
  let value = chain.input;
  while (value?.kind === 'nested' && value.path.length === 0 && value.output.value.filters.length === 0)
    value = value.output.value.input;
  return value?.kind === 'attribute' || (value?.kind === 'variable' && value.name !== null) ? value : null;
}

/** A name for a variable that holds an expression, one that the field does not have yet. */
export function freshName(expression: Expression | null, { field, context }: Selection): string {
  const { byName } = scopeOf(field.tree, context.docset.tags);
  const base = nameFor(expression);
  const isTaken = (name: string): boolean =>
    byName.has(name) || context.docset.namespaces.has(name) || context.docset.syntax.has(name);
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}_${count}`;
    if (!isTaken(name)) return name;
  }
}

function nameFor(expression: Expression | null): string {
  const words =
    expression?.kind === 'attribute' || expression?.kind === 'variable'
      ? (expression.path.findLast((segment) => segment.name !== null)?.name?.text ??
        (expression.kind === 'attribute' ? expression.key.text : null))
      : null;
  const name = (words ?? 'value')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
  return /^[a-z]/.test(name) ? name : 'value';
}
