/**
 * Random templates and data for the oracle: through every construct, filter, type and date form of Ruby Liquid 5.4.
 * Left out by name, since golden's tests (of the newest Liquid) or Braze overrule 5.4 there, or Ruby trips over itself:
 * - `blank`: Braze runs on Rails; plain 5.4 has no `blank?`
 * - `has`, `find`, `find_index`, `reject`, `sum`, `squish`, `doc`: newer than 5.4
 * - `sort_natural` by a property that several members lack: 5.4 calls the one without it greater, both ways round
 * - `raw` opened or closed with a dash: 5.4 trims what follows the end, or does not see it behind an unfinished tag
 * - commas inside a `cycle`'s texts: Ruby parts the text itself
 * - several `else` in a `case`
 */
import { createRandom } from '../../server/src/render/random';

export interface Sample {
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The `index`th sample of a seed; the later, the larger. */
export function sample(seed: number, index: number): Sample {
  const random = createRandom(Math.imul(seed, 7919) + Math.imul(index, 104_729));
  const make = new_(random);
  return { template: make.body(1 + Math.min(6, Math.floor(index / 600)), 3), data: DATA };
}

const DATA = {
  n: 5,
  neg: -7,
  zero: 0,
  big: 123456789012,
  f: 2.5,
  f2: -0.125,
  f3: 10.1,
  s: 'Hello World',
  e: '',
  num: '42',
  dec: '3.14',
  neg_s: '-17',
  mixed: '12abc',
  html: '<p class="a">Tom & "Jerry"</p><!-- x --><script>alert(1)</script>',
  uni: 'Ünïcödé 日本 😀 ß',
  lines: 'one\ntwo\r\nthree\n\n',
  csv: 'b,a,c,,d,',
  words: 'the  quick brown\tfox jumps',
  url: 'https://x.y/a b?c=d&e=f#g+h%20i',
  t: true,
  nope: false,
  nothing: null,
  a: [3, 1, 2],
  strs: ['pear', 'Apple', 'fig', 'apple', 'Pear'],
  mix: [1, 'two', 3.5, null, true, 'two', [4, [5]]],
  nested: [[1, 2], [3, [4, 5]], []],
  none: [],
  h: { a: 1, b: 'two', c: [1, 2, 3], d: { e: 'deep', size: 9 } },
  items: [
    { title: 'Tea', price: 4.5, type: 'drink', on: true, n: 2 },
    { title: 'cake', price: 12, type: 'food', on: false, n: 1 },
    { title: 'Bun', price: 1.25, type: 'food', on: null },
    { title: 'Água', price: 0, type: 'drink', on: true, n: 3 },
  ],
  date: '2021-06-03 17:13:41 UTC',
  epoch: 1622740421,
  key: 'b',
  idx: 1,
} as const;

const VARIABLES = Object.keys(DATA);

const DATES = [
  '2021-06-03',
  '2021-06-03T17:13:41Z',
  '2021-06-03 17:13:41 +0200',
  '2021-06-03T17:13:41-05:30',
  '03/06/2021',
  '3 June 2021',
  'June 3, 2021',
  'Jun 3 2021 5pm',
  '3rd June 2021',
  '5pm',
  '17:45',
  '00:00',
  '12/25/2021',
  '25/12/2021',
  '2021/12/25',
  '20210603',
  '20210603T171341Z',
  '1622740421',
  'now',
  'today',
  'March 14, 2016',
  '14 Mar 16',
  "14 mar '16",
  'Thu, 03 Jun 2021 17:13:41 GMT',
  'Thu Jun  3 17:13:41 2021',
  'tomorrow',
  'monday',
  'not a date',
  '2024-02-30',
  '2024-13-01',
  '1.5',
  '12.5.2021',
  '2021-W22-4',
  '2021-154',
  '10:30:15.123',
  '2021-06-03 5:07 am',
  '2021-06-03 12:00 PM',
  '2021-06-03 12:15 am PST',
  'June 2021',
  'Jun',
  '2021',
  '99',
  '6/3',
  '2021-06',
  '03-06-2021',
  '3-Jun-2021',
  '2021-6-3',
  '1999-12-31 23:59:60',
  '2021-06-03T24:00:00',
  '2021-06-03T17',
  '2021-06-03 17h',
  '17h30m',
  '',
  ' ',
  '2021-06-03T17:13:41.123456Z',
  'Sat Aug 28 02:29:34 EST 1999',
  '2000-02-29',
  '1900-01-01',
  '0001-01-01',
  '9999-12-31',
  '2021-06-03 17:13:41 America/New_York',
  'H31.04.30',
  '4pm tomorrow',
  '1:05',
  'noon',
  '11 nov',
  '31 december 2020 11:59 pm',
  'Dec 25th',
  '21st',
  '2nd of may',
  '2021-06-03 17:13:41 UTC+2',
  '2021-06-03 17:13:41 z',
  '-1622740421',
  '2021.06.03',
  '3.6.21',
];

const DIRECTIVES = 'YCymBbhdejHkIlPpMSLNzZAauwGgVUWsnt%cDFvxXrRT+'.split('').filter((letter) => letter !== 'Z');

interface Maker {
  body(size: number, depth: number): string;
}

function new_(random: () => number): Maker {
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const chance = (p: number) => random() < p;
  const many = (min: number, max: number, make: () => string, glue = '') =>
    Array.from({ length: min + below(max - min + 1) }, make).join(glue);
  const names = ['x', 'y', 'z_1', 'list', 'item'];

  const string = () => {
    const text = pick([
      '',
      ' ',
      'a',
      'b',
      'two',
      'Hello',
      ',',
      '-',
      'apple',
      'x y',
      '42',
      '3.7',
      '1e3',
      '日本',
      '\\',
      '\\n',
      'the',
      '%',
      '<b>',
      '&amp;',
      'é',
      '😀',
      'price',
      'title',
      'type',
      '0',
      '-1',
      'food',
      '\\0',
    ]);
    return chance(0.5) ? `'${text}'` : `"${text}"`;
  };
  const number = () =>
    pick([
      '0',
      '1',
      '2',
      '3',
      '5',
      '-1',
      '-3',
      '10',
      '100',
      '1.0',
      '2.5',
      '-0.5',
      '3.14159',
      '1000000',
      '0.1',
      '12345678901234567890',
      '7',
      '1.005',
      '99.995',
    ]);
  const integer = () => pick(['0', '1', '2', '3', '-1', '-2', '5', '20']);
  const path = () =>
    pick([
      'h.a',
      'h.b',
      'h.c',
      'h.d.e',
      'h["b"]',
      "h['d']['e']",
      'h[key]',
      'h.nosuch.deep',
      'a[0]',
      'a[-1]',
      'a[idx]',
      'a.first',
      'a.last',
      'a.size',
      'a[9]',
      'items[0].title',
      'items[1].price',
      'items.first.title',
      'items.last.n',
      'items.size',
      's.size',
      'h.size',
      'h.d.size',
      'h.first',
      'none.first',
      'mix[6][1]',
      'nested[1][1][0]',
      'nosuch',
      'nosuch.a',
      'strs[0]',
      'items[0]',
      'uni.size',
      'a["x"]',
      'items[0]["on"]',
      'h.c[1]',
      'f.size',
      'nothing.size',
    ]);
  const variable = () => (chance(0.25) ? pick(names) : chance(0.5) ? pick(VARIABLES) : path());
  const range = () =>
    `(${pick(['1', '0', 'n', 'idx', '-2', "'1'", 'num', '3'])}..${pick(['3', '5', 'n', '2', '0', 'a.size', 'nosuch', 'f'])})`;
  const expression = (): string => {
    const roll = random();
    if (roll < 0.45) return variable();
    if (roll < 0.65) return string();
    if (roll < 0.85) return number();
    if (roll < 0.93) return pick(['true', 'false', 'nil', 'null']);
    return range();
  };
  const date = () =>
    chance(0.7)
      ? `'${pick(DATES).replace(/'/g, '’')}'`
      : pick(['date', 'epoch', "'now'", 'n', 's', 'f', 'nothing', 'a']);
  const format = () => {
    const directive = () =>
      `%${chance(0.3) ? pick(['-', '0', '^', '_', '#', '-0', '^_']) : ''}${chance(0.15) ? pick(['3', '5', '10', '1', '2']) : ''}${pick(DIRECTIVES)}`;
    return `'${many(1, 3, directive, pick([' ', '-', '', '/']))}'`;
  };
  const texts = () =>
    pick([
      's',
      'e',
      'html',
      'uni',
      'lines',
      'csv',
      'words',
      'url',
      'num',
      'mixed',
      string(),
      'n',
      'f',
      'a',
      'nothing',
      'h.d.e',
      'strs',
      't',
      'mix',
      'h',
    ]);
  const lists = () =>
    pick([
      'a',
      'strs',
      'mix',
      'nested',
      'none',
      'items',
      'h',
      'h.c',
      's',
      'n',
      'nothing',
      range(),
      'items',
      'a',
      'strs',
      'x',
    ]);
  const numbers = () =>
    pick([
      'n',
      'neg',
      'zero',
      'big',
      'f',
      'f2',
      'f3',
      'num',
      'dec',
      'neg_s',
      'mixed',
      's',
      'nothing',
      number(),
      number(),
      'x',
      't',
      'a',
      'items[0].price',
    ]);
  const property = () => pick(["'title'", "'price'", "'type'", "'on'", "'n'", "'nosuch'"]);

  const chains: readonly (() => string)[] = [
    () =>
      `${texts()} | ${pick(['upcase', 'downcase', 'capitalize', 'strip', 'lstrip', 'rstrip', 'strip_newlines', 'newline_to_br', 'strip_html', 'escape', 'escape_once', 'url_encode', 'url_decode', 'base64_encode', 'base64_url_safe_encode', 'size', 'h'])}`,
    () => `${texts()} | ${pick(['append', 'prepend', 'remove', 'remove_first', 'remove_last'])}: ${expression()}`,
    () => `${texts()} | ${pick(['replace', 'replace_first', 'replace_last'])}: ${string()}, ${expression()}`,
    () =>
      `${texts()} | split: ${chance(0.8) ? string() : expression()} | join: ${pick(["'|'", "'-'", 'nothing', "''"])}`,
    () => `${texts()} | slice: ${integer()}${chance(0.5) ? `, ${integer()}` : ''}`,
    () => `${texts()} | truncate: ${pick(['5', '10', '0', '-1', '3', '100'])}${chance(0.4) ? `, ${string()}` : ''}`,
    () => `${texts()} | truncatewords: ${pick(['1', '2', '3', '0', '-1', '20'])}${chance(0.4) ? `, ${string()}` : ''}`,
    () =>
      `${numbers()} | ${pick(['plus', 'minus', 'times', 'divided_by', 'modulo', 'at_least', 'at_most'])}: ${numbers()}`,
    () => `${numbers()} | ${pick(['abs', 'ceil', 'floor', 'round'])}`,
    () => `${numbers()} | round: ${pick(['0', '1', '2', '-1', '3'])}`,
    () =>
      `${numbers()} | ${pick(['plus', 'minus', 'times'])}: ${numbers()} | ${pick(['divided_by', 'modulo'])}: ${numbers()} | round: 2`,
    () => `${lists()} | join${chance(0.7) ? `: ${string()}` : ''}`,
    () =>
      `${lists()} | ${pick(['first', 'last', 'size', 'reverse', 'compact', 'uniq', 'sort', 'sort_natural'])}${chance(0.6) ? " | join: '|'" : ''}`,
    () =>
      `${lists()} | ${pick(['map', 'sort', 'where', 'uniq', 'compact'])}: ${property()}${chance(0.6) ? " | join: '|'" : ''}`,
    () => `items | sort_natural: ${pick(["'title'", "'price'", "'n'"])} | map: 'title' | join: ','`,
    () =>
      `items | where: ${property()}, ${pick(["'food'", 'true', 'nil', '12', "'drink'", 'false'])} | map: 'title' | join: ','`,
    () => `${lists()} | concat: ${pick(['a', 'strs', 'none', 'mix', 'n'])} | join: ' '`,
    () => `${expression()} | default: ${expression()}${chance(0.3) ? `, allow_false: ${pick(['true', 'false'])}` : ''}`,
    () => `${date()} | date: ${format()}`,
    () => `${date()} | date: ${pick(["'%Y-%m-%d %H:%M:%S %z'", "'%F %T'", "'%s'", "'%a %b %e %T %Y'"])}`,
    () => `${expression()} | nosuchfilter | upcase`,
    () =>
      `${expression()} | ${pick(['upcase: 1', 'plus', 'append', 'slice', 'date', 'replace', 'round: 1, 2', 'join: 1, 2'])}`,
  ];
  const chain = () => (chance(0.2) ? expression() : pick(chains)());

  const operand = () => (chance(0.06) ? 'empty' : expression());
  const comparison = () =>
    chance(0.25)
      ? expression()
      : `${operand()} ${pick(['==', '!=', '<', '>', '<=', '>=', 'contains', '<>', '=='])} ${operand()}`;
  const condition = () => many(1, 3, comparison, pick([' and ', ' or ']));
  const open = () => (chance(0.1) ? '{%-' : '{%');
  const close = () => (chance(0.1) ? '-%}' : '%}');
  const tag = (inner: string) => `${open()} ${inner} ${close()}`;
  const text = () => pick([' ', '\n', 'a', ' b ', '\n  ', '.', 'é', ', ', '', '\t']);
  const modifiers = () => {
    const limit = pick(['1', '2', '0', '10', "'2'", 'n', 'nothing', '-1']);
    return `${chance(0.2) ? ' reversed' : ''}${chance(0.3) ? ` limit:${limit}` : ''}${chance(0.25) ? ` offset: ${pick(['1', '0', '2', 'continue', 'idx', 'nothing'])}` : ''}`;
  };
  const loopBody = (depth: number) =>
    body(2, depth) +
    pick([
      '{{ forloop.index }}',
      '{{ item }}',
      '{{ forloop.last }}',
      '{{ item.title }}',
      '{{forloop.rindex0}}',
      '{{ forloop.parentloop.index }}',
      '{{ forloop.length }}',
      `{% if ${comparison()} %}{% break %}{% endif %}`,
      `{% if ${comparison()} %}{% continue %}{% endif %}`,
      '{{ forloop }}',
      '{{ forloop.name }}',
    ]);

  const nodes: readonly ((depth: number) => string)[] = [
    text,
    text,
    () => `{{ ${chain()} }}`,
    () => `{{${chance(0.2) ? '-' : ''} ${chain()} ${chance(0.2) ? '-' : ''}}}`,
    () => `[{{ ${chain()} }}]`,
    () => tag(`assign ${pick(names)} = ${chain()}`),
    () => tag(`echo ${chain()}`),
    (depth) => `${tag(`capture ${pick(names)}`)}${body(2, depth)}${tag('endcapture')}`,
    (depth) =>
      `${tag(`if ${condition()}`)}${body(2, depth)}${chance(0.3) ? `${tag(`elsif ${condition()}`)}${body(1, depth)}` : ''}${chance(0.5) ? `${tag('else')}${body(1, depth)}` : ''}${tag('endif')}`,
    (depth) =>
      `${tag(`unless ${condition()}`)}${body(2, depth)}${chance(0.3) ? `${tag('else')}${body(1, depth)}` : ''}${tag('endunless')}`,
    (depth) =>
      `${tag(`case ${expression()}`)}${text().trim() === '' ? ' ' : ''}${tag(`when ${many(1, 2, expression, pick([', ', ' or ']))}`)}${body(1, depth)}${tag(`when ${expression()}`)}${body(1, depth)}${chance(0.5) ? `${tag('else')}${body(1, depth)}` : ''}${tag('endcase')}`,
    (depth) =>
      `${tag(`for item in ${chance(0.8) ? lists() : range()}${modifiers()}`)}${loopBody(depth)}${chance(0.2) ? `${tag('else')}none` : ''}${tag('endfor')}`,
    (depth) => `${tag(`for item in ${lists()}${modifiers()}`)}${loopBody(depth)}${tag('endfor')}`,
    (depth) =>
      `${tag(`tablerow item in ${pick(['a', 'strs', 'items', range()])}${chance(0.5) ? ' cols:2' : ''}${chance(0.2) ? ' limit:2' : ''}`)}${body(1, depth)}{{ tablerowloop.col }}${tag('endtablerow')}`,
    () => tag(`cycle ${many(1, 3, () => (chance(0.8) ? string().replace(',', ';') : number()), ', ')}`),
    () => tag(`cycle ${pick(["'g'", 'n', "'h'"])}: ${many(1, 3, () => expression().replace(',', ';'), ', ')}`),
    () => tag(`${pick(['increment', 'decrement'])} ${pick(['counter', 'other'])}`),
    (depth) => `${tag('ifchanged')}${body(1, depth)}${tag('endifchanged')}`,
    () => `{% raw %}{{ x }} {% y {% endraw %}`,
    () => `${tag('comment')} {{ x }} ${tag('endcomment')}`,
    () =>
      `{% liquid\n${many(1, 3, () => pick([`assign ${pick(names)} = ${chain()}`, `echo ${chain()}`, `if ${comparison()}\n echo ${chain()}\n endif`, '# note']), '\n')}\n%}`,
    () => tag('# a note'),
  ];

  function body(size: number, depth: number): string {
    if (depth <= 0) return pick([text(), `{{ ${chain()} }}`, '{{ item }}']);
    return many(1, size, () => pick(nodes)(depth - 1));
  }
  return { body };
}
