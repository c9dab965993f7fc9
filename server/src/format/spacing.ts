/**
 * The white space inside `{{ … }}` and `{% … %}`: one space inside the delimiters, around bars and operators, behind
 * colons and commas; line breaks stay. `{{${key}}}` stays as tight as Braze's own pages write it, and so does `{{x}}`. Texts, keys, paths,
 * and the URL, headers and body of a call are never touched, nor is a tag or output in which anything is wrong.
 */
import type { AnyNode, Output, Span, Tag, Template } from '../liquid';
import { walk } from '../liquid';
import { type Edit, isBlank, replace, skipBlank, skipIndentation } from './edit';
import { chainSpans, type Gap, tagPieces } from './pieces';
import { problemFinder } from './problems';

/** Edits in text order, each of white space alone. */
export function spacingEdits(template: Template): readonly Edit[] {
  const { text } = template;
  const edits: Edit[] = [];
  const isWrong = problemFinder(template);
  let left: AnyNode | null = null;
  walk(template, {
    enter(node, ancestors) {
      if (left !== null) return;
      if (node.kind === 'output') {
        if (!node.closed || isWrong(node)) left = node;
        else spaceOutput(edits, text, node, ancestors[ancestors.length - 1]?.kind === 'nested');
      } else if (node.kind === 'tag') {
        const wrong = !node.closed || isWrong(node);
        if (!wrong) spaceTag(edits, text, node);
        // The lines of `{% liquid %}` are tags of their own.
        else if (node.markup.shape !== 'liquid') left = node;
      } else if (node.kind === 'interpolated' || node.kind === 'range' || node.kind === 'segment') left = node;
    },
    leave(node) {
      if (node === left) left = null;
    },
  });
  // What is nested in a tag comes behind that tag's own gaps.
  return edits.sort((a, b) => a.start - b.start);
}

function spaceOutput(edits: Edit[], text: string, output: Output, nested: boolean): void {
  const spans = chainSpans(output.value);
  const first = spans[0];
  const last = spans[spans.length - 1];
  if (first === undefined || last === undefined) return;
  const { inner, trimBefore, trimAfter, value } = output;
  const gaps: Edit[] = [];
  spaceGaps(gaps, text, spans, 'separators', 'separators');
  // Braze's own pages write attributes tight; of other outputs those stay so in which nothing else is to be done.
  const asWritten =
    nested ||
    value.input?.kind === 'attribute' ||
    (gaps.length === 0 && last.end === inner.end && !hasBreak(text.slice(inner.start, inner.end)));
  const tight = asWritten && first.start === inner.start && !trimBefore && !trimAfter && text[last.end - 1] !== '-';
  spaceEdge(edits, text, inner.start, first.start, tight);
  edits.push(...gaps);
  spaceEdge(edits, text, last.end, inner.end, tight);
}

function spaceTag(edits: Edit[], text: string, tag: Tag): void {
  if (tag.name === '') return;
  const { spans, first, others } = tagPieces(tag);
  // A line of `{% liquid %}` has no delimiters.
  const bare = tag.start === tag.nameSpan.start;
  if (!bare) spaceEdge(edits, text, tag.inner.start, tag.nameSpan.start, false);
  spaceGaps(edits, text, spans, first, others);
  if (!bare) spaceEdge(edits, text, spans[spans.length - 1]!.end, tag.inner.end, false);
}

/** The white space behind an opening or before a closing delimiter; anything else there stays. */
function spaceEdge(edits: Edit[], text: string, start: number, end: number, tight: boolean): void {
  if (skipBlank(text, start, end) === end) setBlank(edits, text, start, end, !tight);
}

function spaceGaps(edits: Edit[], text: string, spans: readonly Span[], first: Gap, others: Gap): void {
  for (let index = 1; index < spans.length; index++) {
    const gap = index === 1 ? first : others;
    const { end: start } = spans[index - 1]!;
    const { start: end } = spans[index]!;
    if (gap === 'separators') separate(edits, text, start, end);
    else if (gap !== 'keep' && skipBlank(text, start, end) === end) {
      const written = text.slice(start, end);
      // Options of a call that stand on lines of their own keep their layout.
      if (gap === 'none') replace(edits, text, start, end, '');
      else if (written !== '' && !hasBreak(written)) replace(edits, text, start, end, ' ');
    }
  }
}

/** A gap with bars, colons, commas, `=` or words such as `in` in it; with anything else it stays. */
function separate(edits: Edit[], text: string, from: number, to: number): void {
  const found: Edit[] = [];
  for (let pos = from; ; ) {
    const end = skipBlank(text, pos, to);
    const token = end < to ? tokenEnd(text, end, to) : to;
    if (token < 0) return;
    const code = end < to ? text.charCodeAt(end) : 0;
    const wanted = code !== 44 && code !== 58;
    setBlank(found, text, pos, end, wanted);
    if (end === to) break;
    pos = token;
  }
  edits.push(...found);
}

/** The end of a separator; a word needs white space on both sides, since without it Ruby reads another one. -1 for others. */
function tokenEnd(text: string, start: number, limit: number): number {
  if ('|:,='.includes(text[start]!)) return start + 1;
  let end = start;
  while (end < limit && isLower(text.charCodeAt(end))) end++;
  return end > start && end < limit && isBlank(text.charCodeAt(end)) && isBlank(text.charCodeAt(start - 1)) ? end : -1;
}

const isLower = (code: number): boolean => code >= 97 && code <= 122;
const hasBreak = (space: string): boolean => space.includes('\n') || space.includes('\r');

/** Makes a run of white space one space or none; line breaks stay, without blanks before them. */
function setBlank(edits: Edit[], text: string, start: number, end: number, wanted: boolean): void {
  if (hasBreak(text.slice(start, end))) replace(edits, text, start, skipIndentation(text, start, end), '');
  else replace(edits, text, start, end, wanted ? ' ' : '');
}
