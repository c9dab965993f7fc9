/**
 * What the cursor is on inside a field. The tree answers; where the word is yet to be typed, a stand-in is put in its
 * place first, so that a gap between two tokens is a node like any other.
 */
import {
  type AnyNode,
  type Block,
  type Chain,
  type Output,
  parse,
  pathTo,
  type Span,
  type Tag,
  type Template,
  type Text,
} from '../liquid';
import { headerPlace } from './callHeaderCursor';
import type { FieldPlace } from './context';
import type { Cursor, LiquidCursor, Place, Use } from './cursor';
import { type Enclosing, enclosing } from './enclosing';
import { attributeKey, missingBraces } from './keyCursor';

/** Blocks whose inside is not read as Liquid. */
const VERBATIM: ReadonlySet<string> = new Set(['comment', 'raw', 'doc']);
const STAND_IN = 'x';

/** The place at an offset of a field's text. Never throws. */
export function liquidCursor({ field, offset }: FieldPlace): Cursor {
  const around = aroundCursor(field.tree, offset);
  const { blocks, node, bare } = around;
  const empty = { field, tree: field.tree, offset, span: { start: offset, end: offset }, text: '' };
  if (node === null || node.kind === 'text') return inText(empty, blocks.at(-1));

  const inner = bare ? { start: node.start, end: node.end } : innerOf(node);
  const operator = operatorAt(field.tree, offset);
  if (operator !== null)
    return { ...empty, at: 'operator', span: operator, text: field.text.slice(operator.start, operator.end) };
  const word = wordAt(field.text, offset, inner);
  // A text without its end is none yet: its quote is closed in the tree that is looked at.
  const quote = node.closed || bare ? '' : openQuote(field.text, node.end, offset);
  const typed = word.standIn ?? word.text;
  const tree =
    word.standIn === null && quote === '' ? field.tree : withStandIn(field.text, around, word.span, typed + quote);
  const place: Place = { field, tree, offset, span: word.span, text: word.text };
  const path = pathTo(tree, word.span.start);
  return classify(place, path, bare) ?? { at: 'nothing' };
}

/** Blanks that are typed behind an output or tag without an end, and the `$` behind them, are going to be part of it. */
function aroundCursor(tree: Template, offset: number): Enclosing {
  const around = enclosing(tree, offset);
  if (around.node?.kind !== 'text' || offset - around.node.start > LONGEST_GAP) return around;
  const gap = tree.text.slice(around.node.start, offset);
  if (!/^[ \t]*\$?$/.test(gap) && openQuote(tree.text, around.node.start, offset) === '') return around;
  const before = enclosing(tree, around.node.start);
  return before.node === null || before.node.kind === 'text' || before.node.closed ? around : before;
}

const LONGEST_GAP = 200;

/** The quote that stands between the end of an unfinished output or tag and the cursor, with a text behind it; or nothing. */
function openQuote(text: string, from: number, offset: number): string {
  return /^[ \t]*(["'])(?:(?!\1)[^\n{}])*$/.exec(text.slice(from, offset))?.[1] ?? '';
}

function innerOf(node: Output | Tag | Text): Span {
  return node.kind === 'text' ? node : { start: node.inner.start, end: node.closed ? node.inner.end : node.end };
}

/** The sign of a comparison that the cursor touches: `==` is no word, so it is looked for by itself. */
function operatorAt(tree: Template, offset: number): Span | null {
  const { text } = tree;
  if (isIdentifierChar(text[offset]) || isIdentifierChar(text[offset - 1])) return null;
  for (const at of [offset, offset - 1]) {
    if (!isSign(text[at])) continue;
    const node = pathTo(tree, at).findLast(
      (candidate) => candidate.kind === 'comparison' || candidate.kind === 'logical',
    );
    if (node !== undefined && covers(node.operatorSpan, at))
      return { start: node.operatorSpan.start, end: node.operatorSpan.end };
  }
  return null;
}

/** In verbatim blocks only their end tag can be completed; other text is text. */
function inText(place: Place, block: Block | undefined): Cursor {
  const { text } = place.field;
  if (block === undefined || !VERBATIM.has(block.name)) return { ...place, at: 'text' };
  const span = identifierAt(text, place.offset);
  let before = span.start;
  while (isBlank(text[before - 1])) before--;
  if (text[before - 1] === '-') before--;
  if (text[before - 1] === '%' && text[before - 2] === '{') {
    const closed = /^\s*-?%\}/.test(text.slice(span.end, span.end + 40));
    return { ...place, at: 'tag-name', span, text: text.slice(span.start, span.end), tag: null, closed, bare: false };
  }
  if (block.name !== 'comment') return { at: 'nothing' };
  const directive = wordSpan(text, place.offset, isDirectiveChar);
  return { ...place, at: 'comment', span: directive, text: text.slice(directive.start, directive.end), block };
}

/** The word around an offset, and what has to stand for it in the tree when there is none. */
function wordAt(text: string, offset: number, within: Span): { span: Span; text: string; standIn: string | null } {
  const found = identifierAt(text, offset);
  const span = {
    start: Math.max(found.start, Math.min(within.start, offset)),
    end: Math.min(found.end, Math.max(within.end, offset)),
  };
  if (text[span.start - 1] === '$' && text[span.end] !== '{' && span.start > within.start) {
    // `$` alone: the begin of `${…}`.
    const withDollar = { start: span.start - 1, end: span.end };
    return { span: withDollar, text: text.slice(withDollar.start, withDollar.end), standIn: STAND_IN };
  }
  return { span, text: text.slice(span.start, span.end), standIn: span.start === span.end ? STAND_IN : null };
}

/**
 * A tree in which a stand-in stands for the word. Only the output or tag around is read again, and the tag that opens its
 * block; blanks in place of all else keep the offsets.
 */
function withStandIn(text: string, { outer, block }: Enclosing, word: Span, standIn: string): Template {
  const kept = [block?.branches[0]?.tag ?? null, outer].filter((span) => span !== null);
  let source = '';
  for (const { start, end } of kept)
    if (start >= source.length) source += ' '.repeat(start - source.length) + text.slice(start, end);
  const before = source.slice(0, word.start) + text.slice(source.length, word.start);
  return parse(before + standIn + source.slice(word.end));
}

function classify(place: Place, path: readonly AnyNode[], bare: boolean): LiquidCursor | null {
  for (let i = path.length - 1; i >= 0; i--) {
    const node = path[i]!;
    const parent = path[i - 1];
    switch (node.kind) {
      case 'key':
        return attributeKey(place, path, i);
      case 'name':
        return ofName(place, path, i, bare);
      case 'variable':
      case 'keyword':
      case 'string':
        return ofExpression(place, path, i);
      case 'number':
        return { ...place, at: 'number', use: useOf(path, i) };
      case 'segment':
        // `a.` and `a[` with nothing behind them.
        return ofSegment(place, path, i);
      case 'comparison':
      case 'logical':
        return covers(node.operatorSpan, place.span.start) ? { ...place, at: 'operator' } : afterCondition(place, path);
      case 'filter':
        return node.name.text === '' ? ofFilter(place, path, i) : null;
      case 'text':
        return parent?.kind === 'interpolated' ? ofWord(place, path, i - 1) : null;
      case 'interpolated':
        return ofWord(place, path, i);
      case 'option':
        return ofOptionName(place, path, i);
      case 'tag':
        return ofTag(place, node, bare);
      case 'output':
        return null;
      default:
        break;
    }
  }
  return null;
}

/** A name is what the node that it names says. */
function ofName(place: Place, path: readonly AnyNode[], index: number, bare: boolean): LiquidCursor | null {
  const parent = path[index - 1];
  const name = path[index]!;
  switch (parent?.kind) {
    case 'filter':
      return ofFilter(place, path, index - 1);
    case 'argument': {
      const owner = path[index - 2];
      if (owner?.kind === 'filter') return { ...place, at: 'argument-name', filter: owner };
      const tag = lastTag(path);
      return tag === null ? null : { ...place, at: 'modifier', tag };
    }
    case 'variable':
    case 'attribute':
      return ofExpression(place, path, index - 1);
    case 'segment':
      return ofSegment(place, path, index - 1);
    case 'option':
      return ofOptionName(place, path, index - 1);
    case 'tag':
      if (name.start === parent.nameSpan.start) return ofTag(place, parent, bare);
      return { ...place, at: 'target', tag: parent };
    default:
      return null;
  }
}

function ofFilter(place: Place, path: readonly AnyNode[], index: number): LiquidCursor | null {
  const filter = path[index];
  const chain = path[index - 1];
  return filter?.kind === 'filter'
    ? { ...place, at: 'filter', filter, chain: chain?.kind === 'chain' ? chain : null }
    : null;
}

function ofExpression(place: Place, path: readonly AnyNode[], index: number): LiquidCursor | null {
  const node = path[index]!;
  const parent = path[index - 1];
  if (parent?.kind === 'segment' && node.kind === 'string') return ofSegment(place, path, index - 1);
  if (node.kind !== 'variable' && node.kind !== 'keyword' && node.kind !== 'string' && node.kind !== 'attribute')
    return null;
  const { text } = place.field;
  const string = node.kind === 'string' ? node : null;
  const span = string === null ? place.span : stringSpan(place, string.start);
  const inOutput = innermostDelimiter(path) === 'output';
  return {
    ...place,
    at: 'expression',
    span,
    text: text.slice(span.start, span.end),
    use: useOf(path, index),
    string,
    node,
    isNamespace: string === null && text.startsWith('.${', place.span.end),
    closing: inOutput && string === null ? missingBraces(text, place.span.end, 'output') : null,
  };
}

/** What an expression is wanted for: the nearest node above that says so. */
function useOf(path: readonly AnyNode[], index: number): Use {
  for (let i = index - 1; i >= 0; i--) {
    const node = path[i]!;
    const child = path[i + 1]!;
    switch (node.kind) {
      case 'argument': {
        const owner = path[i - 1];
        if (owner?.kind !== 'filter') return { kind: 'value' };
        return { kind: 'argument', filter: owner, index: owner.args.indexOf(node), keyword: node.name?.text ?? null };
      }
      case 'comparison':
        return { kind: 'comparison', other: node.left === child ? node.right : node.left };
      case 'logical':
        return { kind: 'condition' };
      case 'chain':
        return useInChain(node, path[i - 1]);
      case 'output':
        return { kind: 'output' };
      case 'segment': {
        const object = path[i - 1];
        return object?.kind === 'variable' || object?.kind === 'attribute' || object?.kind === 'nested'
          ? { kind: 'index', object, depth: object.path.indexOf(node) }
          : { kind: 'value' };
      }
      case 'range':
      case 'interpolated':
        return { kind: 'value' };
      case 'tag':
        return useInTag(node, path);
      default:
        break;
    }
  }
  return { kind: 'value' };
}

/** A literal that a variable is given as it is may be known by what the variable becomes. */
function useInChain(chain: Chain, owner: AnyNode | undefined): Use {
  const markup = owner?.kind === 'tag' ? owner.markup : null;
  const isWhole = markup?.shape === 'assign' && markup.target !== null && chain.filters.length === 0;
  return isWhole ? { kind: 'assigned', name: markup.target!.text } : { kind: 'output' };
}

function useInTag(tag: Tag, path: readonly AnyNode[]): Use {
  switch (tag.markup.shape) {
    case 'condition':
      return { kind: 'condition' };
    case 'for':
      return { kind: 'collection' };
    case 'call':
      return { kind: 'call', tag };
    case 'when': {
      const block = path.findLast((node) => node.kind === 'block');
      const head = block?.kind === 'block' ? block.branches[0]?.tag.markup : undefined;
      return { kind: 'comparison', other: head?.shape === 'case' ? head.value : null };
    }
    default:
      return { kind: 'value' };
  }
}

function ofSegment(place: Place, path: readonly AnyNode[], index: number): LiquidCursor | null {
  const segment = path[index];
  const object = path[index - 1];
  if (segment?.kind !== 'segment') return null;
  if (object?.kind !== 'variable' && object?.kind !== 'attribute' && object?.kind !== 'nested') return null;
  const depth = object.path.indexOf(segment);
  if (segment.index !== null && segment.index.kind !== 'string') return null;
  const span = segment.index === null ? place.span : stringSpan(place, segment.index.start);
  const text = place.field.text.slice(span.start, span.end);
  const inOutput = innermostDelimiter(path) === 'output';
  const closing = inOutput ? missingBraces(place.field.text, span.end, 'output') : null;
  return { ...place, at: 'segment', span, text, object, depth, bracketed: segment.bracketed, closing };
}

/** A word or an option's value of a tag such as `connected_content`: white space ends it. */
function ofWord(place: Place, path: readonly AnyNode[], index: number): LiquidCursor | null {
  const tag = lastTag(path);
  const owner = path[index - 1];
  if (tag === null || tag.markup.shape !== 'words') return null;
  const span = wordSpan(place.field.text, place.offset, isWordChar);
  const text = place.field.text.slice(span.start, span.end);
  if (owner?.kind === 'option') {
    const option = owner.name.text;
    const value = owner.value && place.field.text[owner.value.start] === '{' ? owner.value.start : null;
    const header = value === null ? null : headerPlace(place.field.text, value, place.offset);
    if (header === null) return { ...place, at: 'option-value', span, text, tag, option };
    const inside = place.field.text.slice(header.span.start, header.span.end);
    return { ...place, at: 'call-header', span: header.span, text: inside, tag, option, header };
  }
  const before = tag.markup.words.filter((word) => word.end < place.offset || word.start < span.start).length;
  return { ...place, at: 'word', span, text, tag, index: before, used: usedOptions(tag, -1) };
}

function ofOptionName(place: Place, path: readonly AnyNode[], index: number): LiquidCursor | null {
  const tag = lastTag(path);
  const option = path[index];
  if (tag === null || option?.kind !== 'option') return null;
  const colon = place.field.text[place.span.start - 1] === ':';
  const start = colon ? place.span.start - 1 : place.span.start;
  const span = { start, end: place.span.end };
  const used = usedOptions(tag, option.start);
  return { ...place, at: 'option-name', span, text: place.field.text.slice(start, span.end), tag, used, colon };
}

function usedOptions(tag: Tag, except: number): readonly string[] {
  if (tag.markup.shape !== 'words') return [];
  return tag.markup.options.filter((option) => option.start !== except).map((option) => option.name.text);
}

function ofTag(place: Place, tag: Tag, bare: boolean): LiquidCursor | null {
  if (tag.name === '#') return null;
  if (covers(tag.nameSpan, place.span.start)) {
    return { ...place, at: 'tag-name', tag, closed: bare || tag.closed, bare };
  }
  switch (tag.markup.shape) {
    case 'for':
      return { ...place, at: 'modifier', tag };
    case 'condition':
      return { ...place, at: 'operator' };
    case 'words':
      return { ...place, at: 'word', tag, index: tag.markup.words.length, used: usedOptions(tag, -1) };
    case 'liquid':
      return { ...place, at: 'tag-name', tag: null, closed: true, bare: true };
    default:
      return null;
  }
}

/** Behind a whole condition: `and`, `or`. */
function afterCondition(place: Place, path: readonly AnyNode[]): LiquidCursor | null {
  return lastTag(path) === null ? null : { ...place, at: 'operator' };
}

function lastTag(path: readonly AnyNode[]): Tag | null {
  const tag = path.findLast((node) => node.kind === 'tag');
  return tag?.kind === 'tag' ? tag : null;
}

function innermostDelimiter(path: readonly AnyNode[]): 'output' | 'tag' | null {
  const node = path.findLast((candidate) => candidate.kind === 'output' || candidate.kind === 'tag');
  return node === undefined ? null : (node.kind as 'output' | 'tag');
}

/** What the quotes around the cursor hold; up to the word's end where the closing one is missing. */
function stringSpan(place: Place, literalStart: number): Span {
  const { text } = place.field;
  const quote = text[literalStart]!;
  const lineBreak = text.indexOf('\n', place.offset);
  const close = text.indexOf(quote, Math.max(place.offset, literalStart + 1));
  const closed =
    close >= 0 && (lineBreak < 0 || close < lineBreak) && !/[{%]\}|\}\}/.test(text.slice(place.offset, close));
  return {
    start: Math.min(literalStart + 1, place.offset),
    end: closed ? close : Math.max(place.span.end, place.offset),
  };
}

function identifierAt(text: string, offset: number): Span {
  return wordSpan(text, offset, isIdentifierChar);
}

function wordSpan(text: string, offset: number, isPart: (char: string | undefined) => boolean): Span {
  let start = offset;
  while (start > 0 && isPart(text[start - 1])) start--;
  let end = offset;
  while (end < text.length && isPart(text[end])) end++;
  return { start, end };
}

const covers = (span: Span, offset: number): boolean => span.start <= offset && offset < span.end;
const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t' || char === '\n' || char === '\r';
const isIdentifierChar = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}\p{M}_]/u.test(char);
const isSign = (char: string | undefined): boolean => char !== undefined && '=!<>&|'.includes(char);
const isDirectiveChar = (char: string | undefined): boolean => char !== undefined && /[\w:./-]/.test(char);
const isWordChar = (char: string | undefined): boolean =>
  char !== undefined && !isBlank(char) && char !== '%' && char !== '{' && char !== '}';
