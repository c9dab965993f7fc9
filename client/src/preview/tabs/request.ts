/** The Request tab: a webhook's method, URL, headers and body. */
import type { RenderResult } from '../../../../server/src/protocol';
import { bodyText, printed } from '../body';
import { note, pairs } from '../jump';
import type { PageState } from '../messages';
import { h, type Node } from '../node';

export function requestTab(state: PageState, result: RenderResult): readonly (Node | false)[] {
  const { request, isJson } = result;
  if (request === null) return [partial(state, result)];
  const headers = Object.entries(request.headers);
  return [
    h(
      'p',
      { class: 'endpoint' },
      h('span', { class: 'method' }, request.method),
      ' ',
      printed(state, 'url', 'url', request.url),
    ),
    pairs(
      'Headers',
      headers.map(([name, value]) => [name, printed(state, 'header', name, value)]),
    ),
    request.body.trim() === '' ? note('No body.') : bodyText(state, request.body.trim(), isJson, 'Body'),
  ];
}

/** What an aborted template had written until then. */
export function partial(state: PageState, { output }: RenderResult): Node {
  if (output.trim() === '') return note('Nothing was rendered before the abort.');
  return h(
    'section',
    { class: 'partial' },
    h('h2', {}, 'Rendered before the abort'),
    bodyText(state, output.trim(), false, 'Rendered before the abort'),
  );
}
