/** The Request tab: a webhook's method, URL, headers and body. */
import { bodyText, printed, unmarked } from '../body';
import { note, pairs } from '../jump';
import type { PageResult, PageState } from '../messages';
import { h, type Node } from '../node';
import { problemList } from '../problems';

/** The request of a webhook; the text of anything else. */
export function requestTab(state: PageState, result: PageResult): readonly (Node | false)[] {
  const { request, isJson } = result;
  if (request === null) return partial(state, result);
  const headers = Object.entries(request.headers);
  const body = request.body.trim();
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
    body === '' ? note('No body.') : bodyText(state, body, isJson, 'Body'),
    problemList(unmarked(state, body)),
  ];
}

/** What an aborted template had written until then. */
export function partial(state: PageState, { output }: PageResult): readonly (Node | false)[] {
  const text = output.trim();
  if (text === '') return [note('Nothing was rendered before the abort.'), problemList(unmarked(state, text))];
  return [
    h(
      'section',
      { class: 'partial' },
      h('h2', {}, 'Rendered before the abort'),
      bodyText(state, text, false, 'Rendered before the abort'),
    ),
    problemList(unmarked(state, text)),
  ];
}
