/** One place gets one finding: of two codes that speak of the same thing the more exact one is kept. */
import type { Finding } from './check';

/** Code → the codes that it silences where they overlap. */
const MORE_EXACT: Readonly<Record<string, readonly string[]>> = {
  'translated-json-key': ['payload-unknown-field'],
  'translated-header-name': ['webhook-header'],
  'webhook-header': ['content-type-missing', 'basic-auth-shape'],
  'webhook-method': ['get-with-body'],
  'payload-missing-field': ['payload-value', 'payload-type'],
  'cc-placeholder': ['payload-placeholder', 'cc-inline-secret', 'basic-auth-shape'],
  'payload-placeholder': ['cc-inline-secret', 'basic-auth-shape', 'payload-value', 'payload-type'],
  'cc-headers-json': ['curly-quotes', 'missing-string-close', 'cc-inline-secret'],
  'cc-malformed-url': ['cc-placeholder', 'cc-http', 'cc-port'],
  'cc-output-as-tag': ['unknown-tag'],
  'unsupported-theme-tag': ['unknown-tag'],
  'stray-end-tag': ['unknown-tag'],
  'case-mismatch-variable': ['undefined-variable', 'unquoted-string-compare'],
  'cc-use-before-call': ['undefined-variable', 'cc-variable-scope'],
  'cc-variable-scope': ['undefined-variable'],
  'catalog-items-before-tag': ['undefined-variable'],
  'catalog-variable-id-braces': ['undefined-variable'],
  'missing-key-braces': [
    'undefined-variable',
    'unquoted-string-compare',
    'unknown-namespace',
    'unknown-attribute',
    'missing-default',
    'surplus-brace',
  ],
  'time-without-math': ['undefined-variable', 'unquoted-string-compare', 'string-vs-number'],
  'unquoted-string-compare': ['undefined-variable'],
  'platform-case': ['quoted-number-compare'],
  'filter-inside-key': ['unknown-attribute'],
  'index-inside-key': ['unknown-attribute'],
  'campaign-name-in-url': ['cc-url-escape', 'form-body-not-encoded'],
  'abort-reason-literal': ['undefined-variable', 'curly-quotes', 'missing-string-close', 'syntax-error'],
  'two-attributes-in-output': ['nested-output-braces'],
};

/** Names and values cannot be judged where the markup itself is broken. */
const NEED_SOUND_MARKUP = new Set([
  'undefined-variable',
  'unknown-attribute',
  'unknown-namespace',
  'unquoted-string-compare',
  'missing-default',
  'filter-arity',
  'case-on-literal',
  'mixed-and-or',
  'json-escape',
]);

/** Leaves out each finding that a more exact one overlaps. Keeps the order. */
export function withoutDoubles(findings: readonly Finding[]): Finding[] {
  const silencers = findings.filter(({ code, rule }) => code in MORE_EXACT || isAboutMarkup(rule));
  if (silencers.length === 0) return [...findings];
  const ordered = [...silencers].sort((a, b) => a.span.start - b.span.start);
  const reach = runningMaximum(ordered.map(({ span }) => span.end));
  return findings.filter((finding) => {
    for (let index = lastStartingBy(ordered, finding.span.end); index >= 0; index--) {
      if (reach[index]! < finding.span.start) return true;
      if (silences(ordered[index]!, finding)) return false;
    }
    return true;
  });
}

/** The inside of a tag whose end tag is missing is as sound as any. */
const ABOUT_BLOCKS = new Set(['unclosed-block', 'stray-end-tag', 'multiple-else', 'nesting-too-deep']);

/** Whether a rule is about markup that Liquid cannot read as it stands: its problems come from the parser. */
const isAboutMarkup = ({ code, visit, check }: Finding['rule']): boolean =>
  visit === undefined && check === undefined && !ABOUT_BLOCKS.has(code);

function silences(exact: Finding, other: Finding): boolean {
  if (exact === other || exact.code === other.code) return false;
  if (exact.span.start > other.span.end || exact.span.end < other.span.start) return false;
  if (isAboutMarkup(exact.rule) && NEED_SOUND_MARKUP.has(other.code)) return true;
  const isListed = MORE_EXACT[exact.code]?.includes(other.code) ?? false;
  const isBeside = exact.span.start === other.span.end || exact.span.end === other.span.start;
  const isEmpty = exact.span.start === exact.span.end || other.span.start === other.span.end;
  return isListed && (!isBeside || isEmpty);
}

function runningMaximum(values: readonly number[]): readonly number[] {
  const maxima: number[] = [];
  for (const value of values) maxima.push(Math.max(maxima.at(-1) ?? -1, value));
  return maxima;
}

/** The last index whose span starts at or before an offset; -1 when none does. */
function lastStartingBy(ordered: readonly Finding[], offset: number): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordered[middle]!.span.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
