/** The page's head: whom it is rendered for, under which conditions, and what can be done with it. */
import { action } from './jump';
import { type PageCommand, type PageState, RANDOM, type UserChoice } from './messages';
import { type Element, h, type Node } from './node';

/** Whom and under which conditions it is rendered, and what can be done with it. */
export function toolbar(state: PageState): Element {
  const { result, conditions } = state;
  return h(
    'div',
    { class: 'toolbar' },
    h('h1', { class: 'hidden' }, `Preview of ${state.fileName}`),
    h('label', { class: 'user' }, h('span', {}, 'Rendered for '), userSelect(state)),
    conditions.seed !== null && seeds(conditions.seed),
    settings(state),
    h(
      'span',
      { class: 'buttons' },
      result?.kind === 'webhook'
        ? command(
            'copyAsCurl',
            'Copy as cURL',
            'Copy the request as a cURL command, its secrets masked',
            result.request === null,
          )
        : command('copyRenderedBody', 'Copy body', 'Copy the rendered body', result?.aborted !== null),
      command('copyRendered', 'Copy…', 'Copy the body, or another form', result?.aborted !== null),
      result?.kind === 'webhook' &&
        command('sendTest', 'Send Test…', 'Send this request once, after a look at it', result.request === null),
    ),
    h(
      'span',
      { class: 'buttons' },
      action('lock', state.locked ? 'Unlock' : 'Lock', {
        'aria-pressed': String(state.locked),
        title: state.locked ? 'Follow the template in front again' : `Stay with ${state.fileName}`,
      }),
      action('refresh', 'Refresh', { title: 'Render again' }),
    ),
  );
}

function userSelect({ users, activeUser, conditions }: PageState): Element {
  const group = (label: string, members: readonly UserChoice[], more: Node | false = false) =>
    (members.length > 0 || more !== false) &&
    h(
      'optgroup',
      { label },
      members.map((user) =>
        h('option', { value: user.key, selected: user.key === activeUser, title: user.file }, user.label),
      ),
      more,
    );
  const isRandom = conditions.seed !== null;
  return h(
    'select',
    { id: 'user', 'aria-label': 'Sample user', 'data-choose': 'user' },
    group(
      'Workspace',
      users.filter((user) => user.file !== null),
    ),
    group(
      'Bundled',
      users.filter((user) => user.file === null && user.temporary !== true),
    ),
    group(
      'Made up',
      users.filter((user) => user.temporary === true && !isRandom),
      h('option', { value: RANDOM, selected: isRandom }, 'Random user'),
    ),
  );
}

function seeds(seed: number): Element {
  return h(
    'span',
    { id: 'seeds', class: 'seeds', role: 'group', 'aria-label': 'Random user' },
    action('seed', '‹', { 'data-value': String(seed - 1), disabled: seed <= 0, 'aria-label': 'Previous seed' }),
    h(
      'label',
      {},
      'seed ',
      h('input', { id: 'seed', type: 'number', min: '0', step: '1', 'data-seed': true, value: String(seed) }),
    ),
    action('seed', '›', { 'data-value': String(seed + 1), 'aria-label': 'Next seed' }),
  );
}

const LANGUAGES =
  'ar cs da de en en_GB es es_MX fi fr he hi hu id it ja ko nb nl pl pt pt_BR ro ru sv th tr uk vi zh_CN zh_TW';
const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

/** The clock, the language and the time zone: empty where they are the user's and the moment's own. */
function settings({ conditions: { now, language, timeZone } }: PageState): Element {
  const set = [now === null ? null : `${now.slice(0, 16).replace('T', ' ')} UTC`, language, timeZone].filter(Boolean);
  const field = (condition: string, label: string, value: string, more: Readonly<Record<string, string>>) =>
    h(
      'label',
      {},
      h('span', {}, label),
      h('input', { id: `set-${condition}`, 'data-condition': condition, value, ...more }),
    );
  return h(
    'details',
    { id: 'settings', class: 'settings' },
    h('summary', {}, set.length > 0 ? set.join(' · ') : 'Time and language'),
    h(
      'div',
      { class: 'fields' },
      field('now', 'Now (UTC)', now?.slice(0, 16) ?? '', { type: 'datetime-local' }),
      field('language', 'Language', language ?? '', { type: 'text', list: 'languages', placeholder: 'of the user' }),
      field('timeZone', 'Time zone', timeZone ?? '', { type: 'text', list: 'zones', placeholder: 'of the user' }),
    ),
    options('languages', LANGUAGES.split(' ')),
    options('zones', ZONES),
  );
}

function options(id: string, values: readonly string[]): Element {
  return h(
    'datalist',
    { id },
    values.map((value) => h('option', { value })),
  );
}

function command(name: PageCommand, label: string, title: string, disabled: boolean): Element {
  return h('button', { type: 'button', class: 'action', 'data-command': name, title, disabled }, label);
}
