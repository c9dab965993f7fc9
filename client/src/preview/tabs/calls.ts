/** The Connected Content tab: each call in its order, and the mock that answered. */
import type { RenderResult } from '../../../../server/src/protocol';
import { action, jump, note, pairs } from '../jump';
import { type Element, h, type Node } from '../node';

/** Calls that are shown with all they hold; of a longer list the others are lines. */
const WHOLE = 50;

export function callsTab({ calls, details }: RenderResult): readonly Node[] {
  if (calls.length === 0) return [note('The template makes no Connected Content call for this user.')];
  return [
    h(
      'ol',
      { class: 'calls' },
      calls.map((call, index) => item(call, index, details?.mockFiles[index] ?? null)),
    ),
  ];
}

function item(call: RenderResult['calls'][number], index: number, file: string | null): Element {
  const answer =
    call.answer === 'mock'
      ? `Mock answered${call.status === null ? '' : ` ${call.status}`}`
      : 'No mock answers this call';
  const name = file === null ? '' : `: ${decodeURIComponent(file.slice(file.lastIndexOf('/') + 1))}`;
  return h(
    'li',
    {},
    jump(
      call.range,
      `call ${call.answer}`,
      h('span', { class: 'method' }, call.method.toUpperCase()),
      ' ',
      h('code', { class: 'url' }, call.url),
    ),
    h(
      'p',
      { class: `answer ${call.answer}` },
      h('span', {}, `${answer}${name}`),
      ' ',
      call.answer === 'none' && action('mock', 'Create a mock for this call', { 'data-value': String(index) }),
    ),
    index < WHOLE &&
      pairs(
        'Headers',
        Object.entries(call.headers).map(([header, value]) => [header, h('code', {}, value)]),
      ),
    index < WHOLE && call.body !== null && h('pre', { class: 'body' }, call.body),
  );
}
