/** What the page itself remembers, across reloads too. */
import type { Outcome } from '../../../server/src/protocol';
import { type PageResult, TABS, type Tab } from './messages';

export interface Ui {
  readonly tab: Tab;
  /** Of an HTML message. */
  readonly width: 'desktop' | 'mobile';
  readonly dark: boolean;
  /** Whether an HTML message is shown as its text. */
  readonly source: boolean;
  /** The users that are listed: those with this outcome, or all. */
  readonly outcome: Outcome | null;
}

/** What may become of a user, in the order in which one wants to see it: what needs mending stands first. */
export const OUTCOMES: readonly Outcome[] = ['invalid', 'error', 'limit', 'aborted', 'ok'];

/** How the page opens the first time. */
export const DEFAULT_UI: Ui = { tab: 'request', width: 'desktop', dark: false, source: false, outcome: null };

/** What was kept of it; whatever is wrong about that is as at first. */
export function readUi(value: unknown): Ui {
  if (typeof value !== 'object' || value === null) return DEFAULT_UI;
  const { tab, width, dark, source, outcome } = value as Partial<Ui>;
  return {
    tab: tab && TABS.includes(tab) ? tab : DEFAULT_UI.tab,
    width: width === 'mobile' ? 'mobile' : 'desktop',
    dark: dark === true,
    source: source === true,
    outcome: OUTCOMES.find((each) => each === outcome) ?? null,
  };
}

/** The tabs that fit what is rendered; the first is the result itself. */
export function tabsFor(result: Pick<PageResult, 'kind'> | null): readonly Tab[] {
  return [result?.kind === 'webhook' ? 'request' : 'message', 'data', 'calls', 'users', 'difference'];
}

/** The tab in front: the one that was chosen, or the result where that one does not fit. */
export function activeTab(result: Pick<PageResult, 'kind'> | null, { tab }: Ui): Tab {
  const tabs = tabsFor(result);
  return tabs.includes(tab) ? tab : tabs[0]!;
}
