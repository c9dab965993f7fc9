/** What became of the rendering, in words. */
import { jump, note, place } from './jump';
import type { PageState } from './messages';
import { type Element, h, type Node } from './node';
import { problemItem } from './problems';

/** Read out when it changes. */
export function banner(state: PageState): Element {
  const about = state.users.find(({ key }) => key === state.activeUser)?.about ?? '';
  return h(
    'div',
    { role: 'status', 'aria-live': 'polite', class: 'outcome' },
    state.note !== null && h('p', { class: 'banner warning' }, state.note),
    banners(state),
    about !== '' && note(about),
  );
}

function banners({ failure, broken, result }: PageState): readonly Node[] {
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
