/** What became of the rendering, in words. */
import { jump, note, place } from './jump';
import type { PageState } from './messages';
import { type Element, h, type Node } from './node';
import { problemItem } from './problems';

/** Above the result: what belongs to it, and comes and goes with it alone. Read out when it changes. */
export function banner(state: PageState): Element {
  const about = state.users.find(({ key }) => key === state.activeUser)?.about ?? '';
  return status('outcome', outcome(state), about !== '' && note(about));
}

/** At the lower edge: what comes and goes while one types, so that nothing above it moves. Read out when it changes. */
export function notices(state: PageState): Element {
  return status(
    'notices',
    state.note !== null && h('p', { class: 'banner warning' }, state.note),
    state.result !== null && state.failure !== null ? failed(state.failure) : older(state),
  );
}

function status(name: string, ...content: readonly (Node | false)[]): Element {
  return h('div', { role: 'status', 'aria-live': 'polite', class: name }, ...content);
}

const failed = (failure: string): Element => h('p', { class: 'banner error' }, failure);

function outcome({ failure, result }: PageState): Element | false {
  if (result === null) return failure !== null && failed(failure);
  if (result.aborted === null) return false;
  const { reason } = result.aborted;
  const at = result.details?.abortedAt ?? null;
  return h(
    'section',
    { class: 'banner aborted', 'aria-label': 'Aborted' },
    h('p', {}, h('strong', {}, 'Aborted. '), 'Nothing is sent to this user.'),
    reason !== '' && h('p', {}, 'Reason: ', h('q', {}, reason)),
    at !== null && h('p', {}, jump(at, 'why', `Go to ${place(at)}`)),
  );
}

function older({ broken, result }: PageState): Element | false {
  if (result === null || broken.length === 0) return false;
  return h(
    'section',
    { class: 'banner warning', 'aria-label': 'Older rendering' },
    h('p', {}, 'The template cannot be rendered as it stands. This is what it rendered to before.'),
    h('ul', { class: 'problems' }, broken.map(problemItem)),
  );
}
