/** The Users tab: what becomes of every sample user, and where none of them gets. */
import type { Coverage, Outcome, OutcomeRow } from '../../../../server/src/protocol';
import { action, jump, note, place } from '../jump';
import type { PageState } from '../messages';
import { type Element, h, type Node } from '../node';
import { OUTCOMES, type Ui } from '../ui';

const WORDS: Readonly<Record<Outcome, string>> = {
  ok: 'OK',
  aborted: 'Aborted',
  invalid: 'Invalid',
  error: 'Error',
  limit: 'Stopped',
};

/** What becomes of all sample users, and what none of them reaches. */
export function usersTab({ outcomes, activeUser }: PageState, ui: Ui): readonly (Node | false)[] {
  if (outcomes === null) return [note('Rendering for all sample users …')];
  const { label, rows, coverage } = outcomes;
  const groups = OUTCOMES.map((outcome) => ({ outcome, rows: rows.filter((row) => row.outcome === outcome) })).filter(
    (group) => group.rows.length > 0,
  );
  // Users of the outcome that was chosen may all have come to another.
  const chosen = groups.find(({ outcome }) => outcome === ui.outcome);
  return [
    h('p', { class: 'summary' }, label),
    groups.length > 1 && filters(groups, chosen ?? null),
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
        (chosen ? [chosen] : groups).flatMap((group) => group.rows.map((row) => userRow(row, activeUser))),
      ),
    ),
    coverage !== null && coverageSection(coverage),
  ];
}

interface Group {
  readonly outcome: Outcome;
  readonly rows: readonly OutcomeRow[];
}

/** How many users come to what; a click lists them alone, and another one all again. */
function filters(groups: readonly Group[], chosen: Group | null): Element {
  return h(
    'div',
    { class: 'switches', role: 'group', 'aria-label': 'Users listed' },
    groups.map(({ outcome, rows }) =>
      h(
        'button',
        {
          id: `outcome-${outcome}`,
          type: 'button',
          class: 'action',
          'data-outcome': outcome,
          'aria-pressed': String(outcome === chosen?.outcome),
        },
        h('span', { class: `outcome-of ${outcome}` }, WORDS[outcome]),
        ` ${rows.length}`,
      ),
    ),
  );
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
