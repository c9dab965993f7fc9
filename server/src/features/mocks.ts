/** Connected Content calls and the mocks that may answer them: both URLs are patterns, with `*` for what is not known. */
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { patternsMeet } from '../docset';
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
