/** The Users tab: what becomes of every sample user. */
import type { Outcome } from '../../../../server/src/protocol';
import { jump, note, place } from '../jump';
import type { PageState } from '../messages';
import { h, type Node } from '../node';

const WORDS: Readonly<Record<Outcome, string>> = {
  ok: 'OK',
  aborted: 'Aborted',
  invalid: 'Invalid',
  error: 'Error',
  limit: 'Stopped',
};

export function usersTab({ outcomes, coverage, activeUser }: PageState): readonly (Node | false)[] {
  if (outcomes === null) return [note('Rendering for all sample users …')];
  return [
    h('p', { class: 'summary' }, outcomes.label),
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
        outcomes.rows.map(({ label, uri, outcome, reason, range }) => {
          const key = `${uri ?? ''}#${label}`;
          const isActive = key === activeUser;
          return h(
            'tr',
            { class: isActive ? 'active' : null },
            h(
              'th',
              { scope: 'row' },
              h(
                'button',
                {
                  type: 'button',
                  class: 'jump',
                  'data-action': 'user',
                  'data-value': key,
                  'aria-current': isActive ? 'true' : null,
                  title: `Preview for ${label}`,
                },
                label,
              ),
            ),
            h('td', {}, h('span', { class: `outcome-of ${outcome}` }, WORDS[outcome])),
            h(
              'td',
              {},
              range === null ? reason : jump(range, 'why', reason, ' ', h('span', { class: 'place' }, place(range))),
            ),
          );
        }),
      ),
    ),
    coverage !== null && note(coverage),
  ];
}
