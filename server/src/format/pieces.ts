/** What a tag or an output consists of, as formatting sees it: pieces that stay as they are, and the gaps between them. */
import type { Argument, Chain, Condition, Markup, Span, Tag } from '../liquid';

/** How a gap is written: `keep` as it is, `none` without a space, `words` as one space where there is any. */
export type Gap = 'separators' | 'words' | 'none' | 'keep';

export interface Pieces {
  /** In text order; the first is the tag's name. */
  readonly spans: readonly Span[];
  /** The gap behind the name. */
  readonly first: Gap;
  /** The gaps behind that one. */
  readonly others: Gap;
}

/** The pieces of a tag: its name and what its markup holds. */
export function tagPieces(tag: Tag): Pieces {
  const { markup, markupSpan, nameSpan } = tag;
  const whole = markupSpan.start < markupSpan.end ? [nameSpan, markupSpan] : [nameSpan];
  switch (markup.shape) {
    case 'none':
    case 'opaque':
    case 'liquid':
      return { spans: whole, first: 'keep', others: 'keep' };
    case 'call':
      return { spans: whole, first: markup.parenthesized ? 'none' : 'words', others: 'keep' };
    case 'words':
      return { spans: [nameSpan, ...wordSpans(markup)], first: 'words', others: 'words' };
    default:
      return { spans: [nameSpan, ...markupSpans(markup)], first: 'separators', others: 'separators' };
  }
}

/** The input, the names of the filters, their arguments. */
export function chainSpans({ input, filters }: Chain): readonly Span[] {
  const spans: Span[] = input === null ? [] : [input];
  for (const { name, args } of filters) spans.push(name, ...args.flatMap(argumentSpans));
  return spans;
}

function argumentSpans({ name, value }: Argument): readonly Span[] {
  return present(name, value);
}

function wordSpans({ words, options }: Extract<Markup, { shape: 'words' }>): readonly Span[] {
  const spans: Span[] = [...words];
  for (const option of options) spans.push(...present({ start: option.start, end: option.name.end }, option.value));
  return spans.sort((a, b) => a.start - b.start);
}

function markupSpans(markup: Markup): readonly Span[] {
  switch (markup.shape) {
    case 'assign':
      return [...present(markup.target), ...chainSpans(markup.value)];
    case 'target':
      return present(markup.target);
    case 'echo':
      return chainSpans(markup.value);
    case 'condition':
      return conditionSpans(markup.condition);
    case 'case':
      return present(markup.value);
    case 'when':
      return markup.values;
    case 'for':
      return [...present(markup.variable, markup.collection), ...markup.modifiers.flatMap(argumentSpans)];
    case 'cycle':
      return [...present(markup.group), ...markup.values];
    case 'partial':
      return [...present(markup.name, markup.subject, markup.alias), ...markup.args.flatMap(argumentSpans)];
    default:
      return [];
  }
}

/** Conditions lean to the right: `a and (b or (c and …))`. */
function conditionSpans(condition: Condition | null): readonly Span[] {
  const spans: Span[] = [];
  let rest = condition;
  while (rest?.kind === 'logical') {
    spans.push(...operandSpans(rest.left), rest.operatorSpan);
    rest = rest.right;
  }
  return [...spans, ...operandSpans(rest)];
}

function operandSpans(condition: Condition | null): readonly Span[] {
  return condition?.kind === 'comparison'
    ? present(condition.left, condition.operatorSpan, condition.right)
    : present(condition);
}

function present(...spans: readonly (Span | null)[]): readonly Span[] {
  return spans.filter((span) => span !== null);
}
