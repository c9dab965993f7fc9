/** The preview as a pure function of its state and of what the page remembers. */
import type { RenderResult } from '../../../server/src/protocol';
import { action, jump, place } from './jump';
import { type PageCommand, type PageState, type Problem, RANDOM, type Tab, type UserChoice } from './messages';
import { type Element, h, type Node } from './node';
import { callsTab } from './tabs/calls';
import { dataTab, isBlank } from './tabs/data';
import { differenceTab } from './tabs/difference';
import { messageTab } from './tabs/message';
import { requestTab } from './tabs/request';
import { usersTab } from './tabs/users';
import { activeTab, DEFAULT_UI, tabsFor, type Ui } from './ui';

const TITLES: Readonly<Record<Tab, string>> = {
  request: 'Request',
  message: 'Message',
  data: 'Data',
  calls: 'Connected Content',
  users: 'Users',
  difference: 'Difference',
};

/** The page's body. */
export function view(state: PageState, ui: Ui = DEFAULT_UI): readonly Node[] {
  const { result } = state;
  return [
    h('header', {}, toolbar(state), tabList(state, ui)),
    h(
      'main',
      {},
      outcome(state),
      result !== null && problemList(result.problems),
      result !== null && panel(state, result, ui),
    ),
  ];
}

function panel(state: PageState, result: RenderResult, ui: Ui): Element {
  const tab = activeTab(result, ui);
  return h(
    'div',
    { id: `panel-${tab}`, class: 'panel', role: 'tabpanel', tabindex: '0', 'aria-labelledby': `tab-${tab}` },
    content(state, result, ui, tab).filter((node) => node !== false),
  );
}

function content(state: PageState, result: RenderResult, ui: Ui, tab: Tab): readonly (Node | false)[] {
  switch (tab) {
    case 'request':
      return requestTab(state, result);
    case 'message':
      return messageTab(state, result, ui);
    case 'data':
      return dataTab(result);
    case 'calls':
      return callsTab(result);
    case 'users':
      return usersTab(state);
    case 'difference':
      return differenceTab(state);
  }
}

function tabList({ result }: PageState, ui: Ui): Element {
  const active = activeTab(result, ui);
  const counts: Partial<Record<Tab, number>> = {
    calls: result?.calls.length ?? 0,
    data: new Set(result?.reads.filter((read) => isBlank(read.value)).map((read) => read.name)).size,
  };
  const hints: Partial<Record<Tab, string>> = { calls: 'calls', data: 'blank' };
  return h(
    'div',
    { role: 'tablist', 'aria-label': 'Preview' },
    tabsFor(result).map((tab) => {
      const count = counts[tab] ?? 0;
      return h(
        'button',
        {
          id: `tab-${tab}`,
          type: 'button',
          role: 'tab',
          'data-tab': tab,
          'aria-selected': String(tab === active),
          'aria-controls': tab === active ? `panel-${tab}` : null,
          tabindex: tab === active ? '0' : '-1',
        },
        TITLES[tab],
        count > 0 && h('span', { class: 'count', title: `${count} ${hints[tab]}` }, String(count)),
      );
    }),
  );
}

function toolbar(state: PageState): Element {
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
      action('lock', state.locked ? 'Unlock' : 'Lock', {
        'aria-pressed': String(state.locked),
        title: state.locked ? 'Follow the template in front again' : `Stay with ${state.fileName}`,
      }),
      action('refresh', 'Refresh', { title: 'Render again' }),
      command('copyRenderedBody', 'Copy body', 'Copy the rendered body', result?.aborted !== null),
      result?.kind === 'webhook' &&
        command(
          'copyAsCurl',
          'Copy as cURL',
          'Copy the request as a cURL command, its secrets masked',
          result.request === null,
        ),
      command('copyRendered', 'Copy…', 'Copy in another form', result?.aborted !== null),
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
    h('span', { class: 'seed' }, `seed ${seed}`),
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

/** What became of the rendering, in words; read out when it changes. */
function outcome(state: PageState): Element {
  return h(
    'div',
    { role: 'status', 'aria-live': 'polite', class: 'outcome' },
    state.note !== null && h('p', { class: 'banner warning' }, state.note),
    banner(state),
  );
}

function banner({ failure, broken, result }: PageState): readonly Node[] {
  if (failure !== null) return [h('p', { class: 'banner error' }, failure)];
  if (result === null) return [];
  if (broken.length > 0) {
    return [
      h(
        'section',
        { class: 'banner warning', 'aria-label': 'Older rendering' },
        h('p', {}, 'The template cannot be rendered as it stands. This is what it rendered to before.'),
        h('ul', { class: 'problems' }, broken.map(problemItem)),
      ),
    ];
  }
  if (result.aborted !== null) {
    const { reason } = result.aborted;
    const at = result.details?.abortedAt ?? null;
    return [
      h(
        'section',
        { class: 'banner aborted', 'aria-label': 'Aborted' },
        h('p', {}, h('strong', {}, 'Aborted. '), 'Nothing is sent to this user.'),
        reason !== '' && h('p', {}, 'Reason: ', h('q', {}, reason)),
        at !== null && h('p', {}, jump(at, 'why', `Go to ${place(at)}`)),
      ),
    ];
  }
  return [];
}

function problemList(problems: readonly Problem[]): Element | false {
  if (problems.length === 0) return false;
  return h(
    'details',
    { id: 'problems', open: true, class: 'section' },
    h('summary', {}, h('h2', {}, 'Problems'), h('span', { class: 'count' }, String(problems.length))),
    h('ul', { class: 'problems' }, problems.map(problemItem)),
  );
}

const SEVERITIES: Readonly<Record<Problem['severity'], string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Information',
  hint: 'Hint',
};

function problemItem(problem: Problem): Element {
  return h(
    'li',
    {},
    jump(
      problem.range,
      `problem ${problem.severity}`,
      h('span', { class: 'severity' }, SEVERITIES[problem.severity]),
      ' ',
      h('span', { class: 'text' }, problem.message),
      ' ',
      h('span', { class: 'place' }, place(problem.range)),
    ),
  );
}
