/** What is wrong with a rendered payload, at the place in the template that wrote it. */
import type { TemplateDocument } from '../document/types';
import type { Problem, Span, Template } from '../liquid';
import { provePayload } from '../payload';
import type { Rendered, RenderProblem, Trace } from './types';

/** What the proof says of a text that is JSON; everything else about it is a doubt, of which `check` speaks. */
const ABOUT_FIELDS: ReadonlySet<string> = new Set(['payload-missing-field', 'payload-value', 'payload-type']);

/** What it says of one that is none. */
const SYNTAX: ReadonlySet<string> = new Set([
  'payload-invalid',
  'curly-quotes',
  'json-comment',
  'json-missing-comma',
  'json-trailing-comma',
  'json-double-comma',
  'json-single-quotes',
  'json-unbalanced',
]);

/** Errors where the template writes the value out; a sample user's own values may be made up, so they are doubted only. */
const OF_VALUES: ReadonlySet<string> = new Set(['payload-value', 'payload-type']);

/**
 * What is wrong with a rendered body: no JSON, or not what the partner takes. The payload proof reads the output as a template
 * without Liquid; spans are offsets in the template that wrote it.
 */
export function checkRendered(document: TemplateDocument, rendered: Rendered): readonly RenderProblem[] {
  const { output } = rendered;
  const trace = rendered.trace.flatMap((entry) => entry.written ?? [entry]);
  // Half a body is no fault of the template's.
  if (rendered.problems.some(({ code }) => code === 'render-limit')) return [];
  const { partner, body } = document;
  const format = partner?.template.body?.format;
  if (format === undefined ? !document.isJson : format !== 'json' && format !== 'form') return [];
  // Such a partner's payload stands in a variable; what is printed is another thing.
  if (partner?.template.body?.capture !== undefined && !/^\s*[{[]/.test(output)) return [];
  if (output.trim() === '') return body.text.trim() === '' ? [] : [format === 'form' ? emptyForm : emptyBody];
  const { problems }: { readonly problems: readonly Problem[] } = provePayload(asTemplate(output), {
    template: partner?.template ?? null,
    valueLists: partner?.partner.valueLists ?? {},
    contentBlocks: new Map(),
  });
  const invalid = format === 'form' ? null : invalidJson(output);
  const told =
    invalid === null
      ? problems.filter(({ code }) => ABOUT_FIELDS.has(code))
      : // One fault in the syntax throws up others behind it.
        [problems.find(({ code }) => SYNTAX.has(code)) ?? invalid];
  return told.map(({ code, message, span }) => ({
    code,
    severity: OF_VALUES.has(code) && !isOwnText(trace, span) ? 'warning' : 'error',
    message,
    span: sourceOf(trace, span),
  }));
}

const emptyBody: RenderProblem = {
  code: 'payload-invalid',
  severity: 'error',
  message: 'For this user the body is empty, and an empty text is no JSON.',
  span: { start: 0, end: 0 },
};

const emptyForm: RenderProblem = {
  code: 'payload-missing-field',
  severity: 'error',
  message: 'For this user the body is empty, and the partner requires fields of it.',
  span: { start: 0, end: 0 },
};

/** A text as it stands: no Liquid is looked for in it. */
function asTemplate(text: string): Template {
  const span = { start: 0, end: text.length };
  return { kind: 'template', ...span, text, children: [{ kind: 'text', ...span }], problems: [] };
}

/** The platform's own verdict, and all there is to say should the proof have given up; null for JSON. */
function invalidJson(output: string): Problem | null {
  try {
    JSON.parse(output);
    return null;
  } catch (error) {
    const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? output.length);
    return {
      code: 'payload-invalid',
      message: 'For this user the body is no valid JSON.',
      span: { start: at, end: at + 1 },
    };
  }
}

/** The place in the template that wrote a stretch of output. */
function sourceOf(trace: readonly Trace[], span: Span): Span {
  const first = writerOf(trace, span.start);
  const last = writerOf(trace, Math.max(span.start, span.end - 1));
  if (!first || !last) return { start: 0, end: 0 };
  const start = placeIn(first, span.start);
  const end = placeIn(last, Math.max(span.start, span.end - 1));
  return start.start <= end.end ? { start: start.start, end: end.end } : start;
}

/** The entry that wrote an offset; the last one for what lies behind the output. */
function writerOf(trace: readonly Trace[], offset: number): Trace | undefined {
  let low = 0;
  let high = trace.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (trace[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  return trace[low];
}

/** Whether no output had a part in writing a stretch. */
function isOwnText(trace: readonly Trace[], span: Span): boolean {
  return trace.every((entry) => entry.end <= span.start || entry.start >= span.end || isText(entry));
}

/** Text is as long as its source; an output that happens to be is taken for text, which is no harm. */
function isText({ start, end, source }: Trace): boolean {
  return end - start === source.end - source.start;
}

/** One character of plain text is exact; of an output it is the whole output. */
function placeIn(entry: Trace, offset: number): Span {
  if (!isText(entry)) return entry.source;
  const { start, end, source } = entry;
  const at = source.start + Math.min(offset - start, end - start - 1);
  return { start: at, end: at + 1 };
}
