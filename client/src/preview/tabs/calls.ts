/** The Connected Content tab: each call in its order, and the mock that answered. */

import { prettyText } from '../body';
import { action, jump, note, pairs, place } from '../jump';
import type { PageResult } from '../messages';
import { type Element, h, type Node } from '../node';

type Call = PageResult['calls'][number];

/** Calls that are shown with all they hold; of a longer list the others are lines. */
const WHOLE = 50;

/** The Connected Content calls of a rendering, in their order. */
export function callsTab({ calls, details }: PageResult): readonly Node[] {
  if (calls.length === 0) return [note('The template makes no Connected Content call for this user.')];
  /** What is asked → the number of the call that asks it first. */
  const asked = new Map<string, number>();
  const items = calls.map((call, index) => {
    const what = JSON.stringify([call.method, call.url, call.headers, call.body]);
    const first = asked.get(what) ?? null;
    if (first === null) asked.set(what, index + 1);
    return item(call, index, details?.mockFiles[index] ?? null, first);
  });
  const many = calls.length === 1 ? 'One call.' : `${calls.length} calls, one after the other.`;
  return [note(`${many} Braze waits two seconds at most for an answer.`), h('ol', { class: 'calls' }, items)];
}

function item(call: Call, index: number, file: string | null, first: number | null): Element {
  const isWhole = index < WHOLE;
  return h(
    'li',
    { class: call.answer },
    jump(
      call.range,
      'call',
      h('span', { class: 'method' }, call.method.toUpperCase()),
      ' ',
      h('code', { class: 'url' }, call.url),
    ),
    h('p', { class: 'answer' }, ...answer(call, index, file)),
    h('p', { class: 'note' }, [place(call.range), ...about(call, first)].join(' · ')),
    isWhole &&
      pairs(
        'Headers',
        Object.entries(call.headers).map(([header, value]) => [header, h('code', {}, value)]),
      ),
    isWhole && call.body !== null && prettyText(call.body),
  );
}

function answer({ answer, status }: Call, index: number, file: string | null): readonly Node[] {
  const about = { 'data-value': String(index) };
  if (answer === 'none') {
    return [h('span', {}, 'No mock answers this call'), ' ', action('mock', 'Create a mock for this call', about)];
  }
  const name = file === null ? '' : decodeURIComponent(file.slice(file.lastIndexOf('/') + 1));
  return [
    `Mock answered${status === null ? '' : ` ${status}`}${file === null ? '' : ': '}`,
    ...(file === null ? [] : [action('mock', name, { ...about, class: 'jump', title: `Open ${name}` })]),
  ];
}

function about({ method, save }: Call, first: number | null): readonly string[] {
  const again = method.toUpperCase() === 'GET' ? ', which Braze may answer from its cache' : '';
  return [
    ...(save === null ? [] : [`saved as '${save}'`]),
    ...(first === null ? [] : [`the same as call ${first}${again}`]),
  ];
}
