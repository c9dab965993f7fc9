/** The Message tab: HTML in a frame of its own, or text; of a text message, how many segments it takes. */
import { smsSegments } from '../../../../server/src/preview/smsSegments';
import { bodyText, placeOf, unmarked } from '../body';
import { frameDocument, hasRemoteImages, isHtml, SANDBOX } from '../frame';
import { action, note } from '../jump';
import type { PageResult, PageState } from '../messages';
import { type Element, h, type Node } from '../node';
import { problemList } from '../problems';
import type { Ui } from '../ui';
import { partial } from './request';

/** The message as its channel shows it. */
export function messageTab(state: PageState, result: PageResult, ui: Ui): readonly (Node | false)[] {
  const { output, isJson, kind } = result;
  const channel = result.details?.channel ?? null;
  if (result.aborted !== null) return partial(state, result);
  const shown = output.trim();
  const problems = problemList(unmarked(state, shown));
  if (shown === '') return [problems, note('Nothing: the template prints no text for this user.')];
  const text = bodyText(state, shown, isJson, 'Rendered text');
  if (isJson || !isHtml(output, kind, channel)) return [problems, channel === 'sms' && segments(shown), text];
  if (ui.source) return [problems, switches(state, output, ui), text];
  return [problemList(result.problems), switches(state, output, ui), frame(state, output, ui)];
}

function switches({ remote }: PageState, html: string, { width, dark, source }: Ui): Element {
  const toggle = (name: string, label: string, pressed: boolean) =>
    h('button', { type: 'button', class: 'action', 'data-toggle': name, 'aria-pressed': String(pressed) }, label);
  return h(
    'div',
    { class: 'switches', role: 'group', 'aria-label': 'How the message is shown' },
    toggle('mobile', 'Mobile', width === 'mobile'),
    toggle('dark', 'Dark mode', dark),
    toggle('source', 'HTML', source),
    hasRemoteImages(html) && action('remote', 'Load remote images', { 'aria-pressed': String(remote) }),
  );
}

/** The frame that `mail.ts` puts the message into. */
function frame({ remote, result }: PageState, html: string, { width, dark }: Ui): Element {
  return h('iframe', {
    class: `message ${width}${dark ? ' dark' : ''}`,
    title: 'Rendered message',
    tabindex: '0',
    sandbox: SANDBOX,
    referrerpolicy: 'no-referrer',
    srcdoc: frameDocument({ dark, remote }),
    'data-field': placeOf(result, 'body', html).field,
  });
}

function segments(text: string): Element {
  const { segments, encoding, left, beyondGsm } = smsSegments(text);
  const shown = beyondGsm.slice(0, 10).join(' ');
  const because = beyondGsm.length === 0 ? '' : ` Not in GSM-7: ${shown}${beyondGsm.length > 10 ? ' …' : ''}`;
  return note(
    `${segments} SMS ${segments === 1 ? 'segment' : 'segments'} in ${encoding}, ${left} left in the last.${because}`,
  );
}
