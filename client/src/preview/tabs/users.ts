/** The Users tab: what becomes of every sample user, and where none of them gets. */
import type { Coverage, Outcome, OutcomeRow } from '../../../../server/src/protocol';
import { action, jump, note, place } from '../jump';
import type { PageState } from '../messages';
import { type Element, h, type Node } from '../node';

const WORDS: Readonly<Record<Outcome, string>> = {
  ok: 'OK',
  aborted: 'Aborted',
  invalid: 'Invalid',
  error: 'Error',
  limit: 'Stopped',
};

/** What becomes of all sample users, and what none of them reaches. */
export function usersTab({ outcomes, activeUser }: PageState): readonly (Node | false)[] {
  if (outcomes === null) return [note('Rendering for all sample users …')];
  const { label, rows, coverage } = outcomes;
  return [
    h('p', { class: 'summary' }, label),
    h(
      'table',
      { class: 'pairs outcomes' },
      h('caption', { class: 'hidden' }, 'What becomes of each sample user'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['User', 'Outcome', 'Why'].map((title) => h('th', { scope: 'col' }, title)),
        ),
      ),
      h(
        'tbody',
        {},
        rows.map((row) => userRow(row, activeUser)),
      ),
    ),
    coverage !== null && coverageSection(coverage),
  ];
}

function userRow({ label, uri, outcome, reason, range }: OutcomeRow, activeUser: string): Element {
  const key = `${uri ?? ''}#${label}`;
  const isActive = key === activeUser;
  const choose = action('user', label, {
    class: 'jump',
    'data-value': key,
    'aria-current': isActive ? 'true' : null,
    title: `Preview for ${label}`,
  });
  return h(
    'tr',
    { class: isActive ? 'active' : null },
    h('th', { scope: 'row' }, choose),
    h('td', {}, h('span', { class: `outcome-of ${outcome}` }, WORDS[outcome])),
    h('td', {}, range === null ? reason : jump(range, 'why', reason, ' ', h('span', { class: 'place' }, place(range)))),
  );
}

function coverageSection({ label, unreached }: Coverage): Element {
  return h(
    'section',
    { class: 'section', 'aria-label': 'Coverage by sample users' },
    h('p', { class: 'summary' }, label),
    unreached.length > 0 &&
      h(
        'ul',
        { class: 'unreached' },
        unreached.map(({ tag, message }) => {
          const { line, character } = tag.start;
          return h(
            'li',
            {},
            jump(tag, 'why', message, ' ', h('span', { class: 'place' }, place(tag))),
            ' ',
            action('reach', 'Make a user that reaches this', {
              'data-value': `${line} ${character}`,
              'aria-label': `Make a user that reaches ${place(tag)}`,
            }),
          );
        }),
      ),
  );
}
