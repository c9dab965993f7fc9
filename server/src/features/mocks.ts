/** Connected Content calls and the mocks that may answer them: both URLs are patterns, with `*` for what is not known. */
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Span } from '../liquid';
import type { CallPlace, Mock, WorkspaceView } from '../workspace/types';
import type { Use } from './uses';

/** A call as far as the template tells. */
export type Called = Pick<CallPlace, 'url' | 'method'>;

/** The mocks that may answer a call; the first of them is asked first. */
export function mocksFor(call: Called, { mocks }: WorkspaceView): readonly Mock[] {
  return mocks.filter((mock) => mayAnswer(mock, call));
}

/** The calls of the workspace that a mock may answer, by path and place. */
export function callsFor(mocks: readonly Mock[], { files }: WorkspaceView): readonly Use[] {
  return files.flatMap((file) =>
    file.names.calls
      .filter((call) => mocks.some((mock) => mayAnswer(mock, call)))
      .map(({ start, end, writing }) => ({
        uri: file.uri,
        text: file.text,
        span: { start, end },
        writing,
        isDefinition: false,
      })),
  );
}

/** Mocks as places: each at its URL. */
export function mockUses(mocks: readonly Mock[], { files }: WorkspaceView): readonly Use[] {
  return mocks.flatMap((mock): Use[] => {
    const file = files.find(({ uri, kind }) => kind === 'mock' && uri === mock.uri);
    return file === undefined
      ? []
      : [{ uri: file.uri, text: file.text, span: urlSpan(file.text), writing: 'json', isDefinition: true }];
  });
}

/** The URL in the text of a mock, without its quotes. */
function urlSpan(text: string): Span {
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, ['request', 'url']);
  return node ? { start: node.offset + 1, end: node.offset + node.length - 1 } : { start: 0, end: 0 };
}

function mayAnswer({ request }: Mock, { url, method }: Called): boolean {
  if (request.method !== undefined && request.method.toUpperCase() !== method) return false;
  // A URL of which nothing is known could be any: that tells nobody anything.
  return /[^*/:]/.test(url.replace(/^https?:\/\//, '')) && patternsMeet(request.url, url);
}

/** Whether there is a text that two patterns with `*` for any run of characters both fit. */
export function patternsMeet(a: string, b: string): boolean {
  const star = Math.min(...[a.indexOf('*'), b.indexOf('*')].map((at) => (at < 0 ? Number.POSITIVE_INFINITY : at)));
  if (star === Number.POSITIVE_INFINITY) return a === b;
  if (a.slice(0, star) !== b.slice(0, star)) return false;
  // meets[j]: whether what is left of `a` from i meets what is left of `b` from j; from the ends to the begins.
  let below = new Uint8Array(b.length + 1);
  for (let i = a.length; i >= star; i--) {
    const row = new Uint8Array(b.length + 1);
    for (let j = b.length; j >= star; j--) {
      const ends = i === a.length && j === b.length;
      const skipA = a[i] === '*' && (below[j] === 1 || (j < b.length && row[j + 1] === 1));
      const skipB = b[j] === '*' && (row[j + 1] === 1 || (i < a.length && below[j] === 1));
      const both = i < a.length && j < b.length && a[i] === b[j] && below[j + 1] === 1;
      row[j] = ends || skipA || skipB || both ? 1 : 0;
    }
    below = row;
  }
  return below[star] === 1;
}
