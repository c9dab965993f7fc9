/** The Message tab: HTML in a frame of its own, or text; of a text message, how many segments it takes. */
import { smsSegments } from '../../../../server/src/preview/smsSegments';
import { bodyText, placeOf, printed, unmarked } from '../body';
import { frameDocument, isHtml, remoteImages, SANDBOX } from '../frame';
import { action, note, pairs } from '../jump';
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
  const head = envelope(state, result);
  if (shown === '') return [head, note('Nothing: the template prints no text for this user.'), problems];
  const text = bodyText(state, shown, isJson, 'Rendered text');
  if (isJson || !isHtml(output, kind, channel)) {
    return [head, channel === 'sms' && segments(shown), text, problems];
  }
  if (ui.source) return [head, switches(state, output, ui), text, problems];
  return [head, switches(state, output, ui), frame(state, output, ui), problemList(result.problems)];
}

function switches({ remote }: PageState, html: string, { width, dark, source }: Ui): Element {
  const images = remoteImages(html);
  const toggle = (name: string, label: string, pressed: boolean) =>
    h('button', { type: 'button', class: 'action', 'data-toggle': name, 'aria-pressed': String(pressed) }, label);
  return h(
    'div',
    { class: 'switches', role: 'group', 'aria-label': 'How the message is shown' },
    toggle('mobile', 'Mobile', width === 'mobile'),
    toggle('dark', 'Dark mode', dark),
    toggle('source', 'HTML', source),
    images > 0 && action('remote', 'Load remote images', { 'aria-pressed': String(remote) }),
    images > 0 && !remote && h('span', { class: 'note' }, notLoaded(images)),
  );
}

const notLoaded = (images: number): string =>
  images === 1 ? '1 remote image is not loaded' : `${images} remote images are not loaded`;

/** The subject and the preheader, above the message as in an inbox. */
function envelope(state: PageState, { details }: PageResult): Element | false {
  const texts = (details?.fields ?? []).filter(({ role }) => role === 'text');
  return pairs(
    'Envelope',
    texts.map(({ name, output }) => [
      `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
      printed(state, 'text', name, output.trim()),
    ]),
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
