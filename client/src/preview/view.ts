/** The preview as a pure function of its state. */
import type { RenderResult } from '../../../server/src/protocol';
import { indentJson } from './json';
import type { PageCommand, PreviewState, Problem, Range } from './messages';
import { type Element, h, type Node } from './node';

/** Above this many characters a body is shown plain: colours cost an element each. */
const COLOURED = 100_000;

/** The page's body. */
export function view(state: PreviewState): readonly Node[] {
  const { result } = state;
  return [
    toolbar(state),
    h(
      'main',
      {},
      outcome(state),
      result !== null && [
        problemList(result.problems, 'Problems'),
        result.request !== null
          ? request(result.request, result.isJson)
          : result.aborted === null
            ? message(result)
            : partial(result),
        calls(result.calls),
        reads(result.reads),
      ],
    ),
  ];
}

function toolbar(state: PreviewState): Element {
  const own = state.users.filter((user) => user.file !== null);
  const bundled = state.users.filter((user) => user.file === null);
  const options = (users: PreviewState['users']) =>
    users.map((user) =>
      h('option', { value: user.key, selected: user.key === state.activeUser, title: user.file }, user.label),
    );
  const request = state.result?.request ?? null;
  return h(
    'header',
    {},
    h('h1', { class: 'hidden' }, `Preview of ${state.fileName}`),
    h(
      'label',
      { class: 'user' },
      h('span', {}, 'Rendered for '),
      h(
        'select',
        { id: 'user', 'aria-label': 'Sample user' },
        own.length > 0 && h('optgroup', { label: 'Workspace' }, options(own)),
        bundled.length > 0 && h('optgroup', { label: 'Bundled' }, options(bundled)),
      ),
    ),
    h(
      'span',
      { class: 'copy' },
      button('copyRenderedBody', 'Copy body', 'Copy the rendered body', state.result?.aborted !== null),
      state.result?.kind === 'webhook' &&
        button('copyAsCurl', 'Copy as cURL', 'Copy the rendered request as a cURL command', request === null),
    ),
  );
}

function button(command: PageCommand, label: string, title: string, disabled: boolean): Element {
  return h('button', { type: 'button', 'data-command': command, title, disabled }, label);
}

/** What became of the rendering, in words; read out when it changes. */
function outcome(state: PreviewState): Element {
  return h('div', { role: 'status', 'aria-live': 'polite', class: 'outcome' }, banner(state));
}

function banner({ failure, broken, result }: PreviewState): readonly Node[] {
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
    return [
      h(
        'section',
        { class: 'banner aborted', 'aria-label': 'Aborted' },
        h('p', {}, h('strong', {}, 'Aborted. '), 'Nothing is sent to this user.'),
        reason !== '' && h('p', {}, 'Reason: ', h('q', {}, reason)),
      ),
    ];
  }
  return [];
}

function problemList(problems: readonly Problem[], title: string): Element | false {
  if (problems.length === 0) return false;
  return section(title, problems.length, h('ul', { class: 'problems' }, problems.map(problemItem)));
}

const SEVERITIES: Readonly<Record<Problem['severity'], string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Information',
  hint: 'Hint',
};

function problemItem(problem: Problem): Element {
  const severity = SEVERITIES[problem.severity];
  return h(
    'li',
    {},
    jump(
      problem.range,
      `problem ${problem.severity}`,
      h('span', { class: 'severity' }, severity),
      ' ',
      h('span', { class: 'text' }, problem.message),
      ' ',
      h('span', { class: 'place' }, place(problem.range)),
    ),
  );
}

/** A button that leads to a place in the template. */
function jump(range: Range, style: string, ...content: readonly Node[]): Element {
  const { start, end } = range;
  const target = [start.line, start.character, end.line, end.character].join(' ');
  return h(
    'button',
    { type: 'button', class: `jump ${style}`, 'data-range': target, title: `Go to ${place(range)}` },
    ...content,
  );
}

const place = ({ start }: Range): string => `line ${start.line + 1}`;

function request(request: NonNullable<RenderResult['request']>, isJson: boolean): Element {
  const headers = Object.entries(request.headers);
  return section(
    'Request',
    null,
    h(
      'p',
      { class: 'endpoint' },
      h('span', { class: 'method' }, request.method),
      ' ',
      h('code', { class: 'url' }, request.url),
    ),
    headers.length > 0 &&
      h(
        'table',
        { class: 'pairs' },
        h('caption', { class: 'hidden' }, 'Headers'),
        h(
          'tbody',
          {},
          headers.map(([name, value]) =>
            h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, h('code', {}, value))),
          ),
        ),
      ),
    request.body.trim() === '' ? h('p', { class: 'note' }, 'No body.') : bodyText(request.body, isJson, 'Body'),
  );
}

function message(result: RenderResult): Element {
  if (result.output.trim() === '')
    return section(
      'Rendered text',
      null,
      h('p', { class: 'note' }, 'Nothing: the template prints no text for this user.'),
    );
  return section('Rendered text', null, bodyText(result.output, result.isJson, 'Rendered text'));
}

/** What an aborted template had written until then. */
function partial(result: RenderResult): Element | false {
  if (result.output.trim() === '') return false;
  return section('Rendered before the abort', null, bodyText(result.output, false, 'Rendered before the abort'));
}

function bodyText(text: string, isJson: boolean, label: string): Element {
  const tokens = isJson ? indentJson(text) : null;
  const coloured = tokens !== null && text.length <= COLOURED;
  return h(
    'pre',
    { class: 'body', tabindex: '0', role: 'region', 'aria-label': label },
    coloured
      ? tokens.map((token) =>
          token.part === 'other' ? token.text : h('span', { class: `json-${token.part}` }, token.text),
        )
      : (tokens?.map((token) => token.text).join('') ?? text.trim()),
  );
}

function calls(calls: RenderResult['calls']): Element | false {
  if (calls.length === 0) return false;
  return section(
    'Connected Content',
    calls.length,
    h(
      'ul',
      { class: 'calls' },
      calls.map((call) =>
        h(
          'li',
          {},
          jump(
            call.range,
            `call ${call.answer}`,
            h('span', { class: 'method' }, call.method.toUpperCase()),
            ' ',
            h('code', { class: 'url' }, call.url),
            ' ',
            h(
              'span',
              { class: 'answer' },
              call.answer === 'mock'
                ? `Mock answered${call.status === null ? '' : ` ${call.status}`}`
                : 'No mock answers this call',
            ),
          ),
        ),
      ),
    ),
  );
}

type ReadValue = RenderResult['reads'][number];

/** Each attribute once, the blank ones marked. */
function reads(all: readonly ReadValue[]): Element | false {
  const reads = [...new Map([...all].reverse().map((read) => [read.name, read])).values()].reverse();
  if (reads.length === 0) return false;
  return section(
    'Attributes read',
    reads.length,
    h(
      'table',
      { class: 'pairs reads' },
      h(
        'tbody',
        {},
        reads.map((read) => {
          const blank = isBlank(read.value);
          return h(
            'tr',
            { class: blank ? 'blank' : null },
            h('th', { scope: 'row' }, jump(read.range, 'read', h('code', {}, read.name))),
            h(
              'td',
              {},
              blank
                ? h('em', {}, read.value === null || read.value === undefined ? 'not set' : 'blank')
                : h('code', {}, shownValue(read.value)),
            ),
          );
        }),
      ),
    ),
  );
}

function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** Long values are cut: the whole stands in the sample user's file. */
function shownValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function section(title: string, count: number | null, ...content: readonly (Node | false)[]): Element {
  return h(
    'details',
    { id: title.toLowerCase().replaceAll(' ', '-'), open: true, class: 'section' },
    h('summary', {}, h('h2', {}, title), count !== null && h('span', { class: 'count' }, String(count))),
    content.filter((node) => node !== false),
  );
}
