/** The preview as a pure function of its state and of what the page remembers. */
import { banner, notices } from './banner';
import type { PageResult, PageState, Tab } from './messages';
import { type Element, h, type Node } from './node';
import { callsTab } from './tabs/calls';
import { dataTab, isBlank } from './tabs/data';
import { differenceTab } from './tabs/difference';
import { messageTab } from './tabs/message';
import { requestTab } from './tabs/request';
import { usersTab } from './tabs/users';
import { toolbar } from './toolbar';
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
    h('main', {}, banner(state), result !== null && panel(state, result, ui)),
    h('footer', {}, notices(state)),
  ];
}

function panel(state: PageState, result: PageResult, ui: Ui): Element {
  const tab = activeTab(result, ui);
  return h(
    'div',
    { id: `panel-${tab}`, class: 'panel', role: 'tabpanel', tabindex: '0', 'aria-labelledby': `tab-${tab}` },
    content(state, result, ui, tab).filter((node) => node !== false),
  );
}

function content(state: PageState, result: PageResult, ui: Ui, tab: Tab): readonly (Node | false)[] {
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
      return usersTab(state, ui);
    case 'difference':
      return differenceTab(state);
  }
}

function tabList({ result }: PageState, ui: Ui): Element {
  const active = activeTab(result, ui);
  const problems = result?.problems.length ?? 0;
  const counts: Partial<Record<Tab, number>> = {
    request: problems,
    message: problems,
    calls: result?.calls.length ?? 0,
    data: result?.reads.filter((read) => isBlank(read.value)).length ?? 0,
  };
  const hints: Partial<Record<Tab, string>> = {
    request: 'problems',
    message: 'problems',
    calls: 'calls',
    data: 'blank',
  };
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
