/** The Difference tab: this rendering against another user's, or against that of the file as it is saved. */
import { semanticDiff } from '../../../../server/src/preview/semanticDiff';
import { note } from '../jump';
import { type PageResult, type PageState, SAVED } from '../messages';
import { type Element, h, type Node } from '../node';

/** More differences than these are counted. */
const SHOWN = 500;

/** What differs from the saved file or another user. */
export function differenceTab(state: PageState): readonly (Node | false)[] {
  const { users, activeUser, comparison, result } = state;
  const key = comparison?.key ?? SAVED;
  const choose = h(
    'label',
    {},
    'Compared with ',
    h(
      'select',
      { id: 'compare', 'data-choose': 'compare' },
      h('option', { value: SAVED, selected: key === SAVED }, 'The saved file'),
      users
        .filter((user) => user.key !== activeUser && user.temporary !== true)
        .map((user) => h('option', { value: user.key, selected: user.key === key }, user.label)),
    ),
  );
  if (result === null || !comparison?.result) return [choose, note('Rendering …')];
  return [choose, changes(comparison.result, result)];
}

function changes(before: PageResult, after: PageResult): Element {
  const difference = semanticDiff(comparable(before), comparable(after));
  if (difference.kind === 'text') {
    const lines = difference.lines.filter((line) => line.kind !== 'same');
    if (lines.length === 0) return note('No difference.');
    return h(
      'div',
      { class: 'body diff', tabindex: '0', role: 'region', 'aria-label': 'Differences' },
      lines
        .slice(0, SHOWN)
        .map((line) =>
          h('div', { class: `line ${line.kind}` }, h(line.kind === 'added' ? 'ins' : 'del', {}, line.text)),
        ),
      more(lines.length),
    );
  }
  if (difference.changes.length === 0) return note('No difference.');
  return h(
    'table',
    { class: 'pairs diff' },
    h('caption', { class: 'hidden' }, 'Differences'),
    h(
      'tbody',
      {},
      difference.changes
        .slice(0, SHOWN)
        .map((change) =>
          h(
            'tr',
            { class: change.kind },
            h('th', { scope: 'row' }, h('code', {}, change.path === '' ? 'all of it' : change.path)),
            h(
              'td',
              {},
              change.kind !== 'added' && h('del', {}, JSON.stringify(change.before)),
              change.kind !== 'removed' && h('ins', {}, JSON.stringify(change.after)),
            ),
          ),
        ),
      difference.changes.length > SHOWN &&
        h('tr', {}, h('td', { colspan: '2' }, more(difference.changes.length) as Node)),
    ),
  );
}

const more = (count: number): Node | false => count > SHOWN && `${count - SHOWN} more`;

/** A rendering as one text: of a webhook the whole request, as JSON where its body is. */
function comparable({ request, output, aborted }: PageResult): string {
  if (aborted !== null) return JSON.stringify({ aborted: aborted.reason });
  if (request === null) return output;
  let body: unknown = request.body;
  try {
    body = JSON.parse(request.body) as unknown;
  } catch {
    // A body of text is compared as text.
  }
  return JSON.stringify({ ...request, body });
}
