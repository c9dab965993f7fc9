/**
 * Suppression comments: `{% comment %} braze-liquid-disable-next-line unknown-filter {% endcomment %}`, `-disable` …
 * `-enable`, and the same in `{% # … %}`. No code means all; what stands behind ` -- ` is the reason and is not read.
 */
import type { Block, Span, Tag } from '../liquid';

/** A comment that speaks to the linter. */
interface Directive extends Span {
  readonly verb: 'disable-next-line' | 'disable' | 'enable';
  /** Empty: all. */
  readonly codes: readonly string[];
}

/** A stretch of a field in which the findings of one code are not wanted. */
type Stretch = Span;

export interface Suppressions {
  /** Takes note of a comment; call in the order of the text. */
  read(node: Block | Tag): void;
  /** Whether a finding of this code that starts at this offset of the field is not wanted. Ask when all is read. */
  suppresses(code: string, offset: number): boolean;
}

/** The suppression comments of one field. */
export function suppressionsOf(text: string): Suppressions {
  const directives: Directive[] = [];
  const byCode = new Map<string, readonly Stretch[]>();
  return {
    read(node) {
      const directive = directiveOf(node, text);
      if (directive) directives.push(directive);
    },
    suppresses(code, offset) {
      if (directives.length === 0) return false;
      const stretches = byCode.get(code) ?? stretchesOf(code, directives, text);
      byCode.set(code, stretches);
      return stretches.some(({ start, end }) => start <= offset && offset < end);
    },
  };
}

function directiveOf(node: Block | Tag, text: string): Directive | null {
  if (node.kind === 'tag') {
    return node.name === '#' ? parseDirective(text.slice(node.markupSpan.start, node.markupSpan.end), node) : null;
  }
  if (node.name !== 'comment') return null;
  const children = node.branches[0]?.children ?? [];
  return parseDirective(text.slice(children[0]?.start ?? node.end, children.at(-1)?.end ?? node.end), node);
}

function parseDirective(content: string, span: Span): Directive | null {
  const words = content
    .split(' -- ', 1)[0]!
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  const verb = words[0]?.startsWith('braze-liquid-') ? words[0].slice('braze-liquid-'.length) : null;
  if (verb !== 'disable-next-line' && verb !== 'disable' && verb !== 'enable') return null;
  return { verb, codes: words.slice(1), start: span.start, end: span.end };
}

function stretchesOf(code: string, directives: readonly Directive[], text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let since: number | null = null;
  for (const directive of directives) {
    if (directive.codes.length > 0 && !directive.codes.includes(code)) continue;
    if (directive.verb === 'disable-next-line') {
      const line = text.indexOf('\n', directive.end);
      const end = line < 0 ? -1 : text.indexOf('\n', line + 1);
      if (line >= 0) found.push({ start: line + 1, end: end < 0 ? text.length + 1 : end + 1 });
    } else if (directive.verb === 'disable') {
      since ??= directive.end;
    } else if (since !== null) {
      found.push({ start: since, end: directive.start });
      since = null;
    }
  }
  if (since !== null) found.push({ start: since, end: text.length + 1 });
  return found;
}
