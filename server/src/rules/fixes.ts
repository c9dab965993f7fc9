/** Quick fixes that many rules share. A rule leaves what they need in its problem's `data`. */
import type { Problem, Span } from '../liquid';
import type { Fix } from './rule';

/** A string member of a problem's data; null when it has none. */
export function dataString(problem: Problem, key: string): string | null {
  const value = dataValue(problem, key);
  return typeof value === 'string' ? value : null;
}

/** A span in a problem's data; null when it has none. */
export function dataSpan(problem: Problem, key: string): Span | null {
  const value = dataValue(problem, key);
  if (typeof value !== 'object' || value === null || !('start' in value) || !('end' in value)) return null;
  return typeof value.start === 'number' && typeof value.end === 'number'
    ? { start: value.start, end: value.end }
    : null;
}

/** A member of a problem's data. */
export function dataValue(problem: Problem, key: string): unknown {
  const { data } = problem;
  return typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** "Did you mean": a suggestion, for another name may send another text. Reads `data.replacement`. */
export function suggestReplacement(problem: Problem): readonly Fix[] {
  const replacement = dataString(problem, 'replacement');
  if (replacement === null) return [];
  return [{ title: `Replace by '${replacement}'`, edits: [{ span: problem.span, newText: replacement }], safe: false }];
}

/** One edit under one title. */
export function edit(title: string, span: Span, newText: string, safe = false): Fix {
  return { title, edits: [{ span, newText }], safe };
}

/** "Did you mean …?" with a space before it, or nothing. */
export function didYouMean(name: string | null): string {
  return name === null ? '' : ` Did you mean '${name}'?`;
}

/**
 * The fix of a problem that the parser found: it leaves the edits in `data.edits`. `isSafe` where the repair can only be
 * what was meant.
 */
export function mendBy(title: string, isSafe: boolean): (problem: Problem) => readonly Fix[] {
  return (problem) => {
    const edits = dataValue(problem, 'edits');
    if (!Array.isArray(edits) || edits.length === 0) return [];
    const all = (edits as readonly (Span & { readonly newText: string })[]).map(({ start, end, newText }) => {
      return { span: { start, end }, newText };
    });
    return [{ title, edits: all, safe: isSafe }];
  };
}
