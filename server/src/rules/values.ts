/** What an expression is, seen through the braces that may stand around it: `{{${x}}}` in a tag is `${x}`. */
import type { AttributeEntry, Docset } from '../docset/types';
import type { AnyNode, Attribute, Chain, Condition, Expression, Span, Tag, Variable } from '../liquid';

/** The text of a span. */
export function sourceOf(span: Span, { text }: { readonly text: string }): string {
  return text.slice(span.start, span.end);
}

/** From a tag's name to the end of what stands behind it, for a finding about all of it. */
export function nameAndMarkup({ nameSpan, markupSpan }: Tag): Span {
  return { start: nameSpan.start, end: markupSpan.start < markupSpan.end ? markupSpan.end : nameSpan.end };
}

/** The expression inside of braces that only wrap it; itself otherwise. */
export function unwrap(expression: Expression | null): Expression | null {
  let current = expression;
  while (current?.kind === 'nested' && current.path.length === 0 && current.output.value.filters.length === 0) {
    const inner: Expression | null = current.output.value.input;
    if (!inner) return current;
    current = inner;
  }
  return current;
}

/** The attribute that an expression is; null for anything else. */
export function attributeOf(expression: Expression | null): Attribute | null {
  const inner = unwrap(expression);
  return inner?.kind === 'attribute' ? inner : null;
}

/** The variable that an expression is, its path aside; null for anything else. */
export function variableOf(expression: Expression | null): Variable | null {
  const inner = unwrap(expression);
  return inner?.kind === 'variable' ? inner : null;
}

/** Whether a node of a condition is a value and no comparison. */
export function isExpression(condition: Condition | null): condition is Expression {
  return condition !== null && condition.kind !== 'logical' && condition.kind !== 'comparison';
}

/** `''` for default attributes. */
export function namespaceOf(attribute: Attribute): string {
  return attribute.namespace?.text ?? '';
}

/** As it is written in Braze: `${first_name}`, `custom_attribute.${x}`. */
export function attributeName(attribute: Attribute): string {
  return `${attribute.namespace ? `${attribute.namespace.text}.` : ''}\${${attribute.key.text}}`;
}

/** What the docset knows of an attribute; null when it does not list it. */
export function entryOf(attribute: Attribute, docset: Docset): AttributeEntry | null {
  return docset.attributes.get(namespaceOf(attribute))?.get(attribute.key.text) ?? null;
}

/** Whether a chain runs through one of these filters. */
export function hasFilter(chain: Chain, names: ReadonlySet<string>): boolean {
  return chain.filters.some(({ name }) => names.has(name.text));
}

/** The first attribute or variable that a chain starts from, through the outputs nested in it, with all filters on the way. */
export function originOf(chain: Chain): { readonly origin: Expression | null; readonly filters: readonly string[] } {
  const filters = chain.filters.map(({ name }) => name.text);
  let origin = chain.input;
  while (origin?.kind === 'nested') {
    filters.unshift(...origin.output.value.filters.map(({ name }) => name.text));
    origin = origin.output.value.input;
  }
  return { origin, filters };
}

/** Whether a visited node stands where it prints: in the text, and not as a value inside a tag or another output. */
export function isPrinted(ancestors: readonly AnyNode[]): boolean {
  const parent = ancestors.at(-1);
  return parent?.kind === 'template' || parent?.kind === 'branch';
}
