/** Filters on text. */
import { toStrictInteger } from '../number';
import { toText } from '../print';
import * as text from '../text';
import { isArray, type Value } from '../values';
import { type Filter, type FilterHost, type Filters, filter } from './filter';
import { ITEM_UNITS } from './items';

/** A filter of text alone. */
function plain(run: (value: string) => Value): Filter {
  return filter(0, (_host, input) => run(toText(input)));
}

const integer = (value: Value): number => toStrictInteger(value, toText);

/** Every occurrence; an empty text stands between all characters. */
function replaceAll(host: FilterHost, input: Value, found: Value, by: Value): string {
  const [source, search, replacement] = [toText(input), toText(found), toText(by)];
  if (search === '') {
    const [parts, between] = [text.characters(source), unescaped(replacement, '')];
    host.reserve(source.length + (parts.length + 1) * between.length);
    return between + parts.map((character) => character + between).join('');
  }
  let count = 0;
  for (let at = source.indexOf(search); at >= 0; at = source.indexOf(search, at + search.length)) count++;
  host.reserve(source.length + count * (replacement.length - search.length));
  return source.split(search).join(unescaped(replacement, search));
}

/** In Ruby's `gsub` and `sub` a backslash in the replacement is special: `\\` is one, `\0` and `\&` what was found. */
function unescaped(replacement: string, found: string): string {
  if (!replacement.includes('\\')) return replacement;
  return replacement.replace(/\\([\\0&`'1-9])/g, (_, code: string) =>
    code === '\\' ? '\\' : code === '0' || code === '&' ? found : '',
  );
}

function replaceAt(host: FilterHost, source: string, at: number, search: string, replacement: string): string {
  if (at < 0) return source;
  host.reserve(source.length + replacement.length);
  return source.slice(0, at) + replacement + source.slice(at + search.length);
}

function replaceFirst(host: FilterHost, input: Value, found: Value, by: Value): string {
  const [source, search] = [toText(input), toText(found)];
  return replaceAt(host, source, source.indexOf(search), search, unescaped(toText(by), search));
}

function replaceLast(host: FilterHost, input: Value, found: Value, by: Value): string {
  const [source, search] = [toText(input), toText(found)];
  return replaceAt(host, source, source.lastIndexOf(search), search, toText(by));
}

/** The first words of a text; null where nothing, not even white space, stands behind them. */
function firstWords(source: string, count: number): string[] | null {
  const words: string[] = [];
  const word = /[^ \t\n\v\f\r\0]+/y;
  const gap = /[ \t\n\v\f\r\0]*/y;
  for (let at = 0; words.length < count; at = word.lastIndex) {
    gap.lastIndex = at;
    gap.test(source);
    word.lastIndex = gap.lastIndex;
    const match = word.exec(source);
    if (!match) return null;
    words.push(match[0]);
  }
  return word.lastIndex < source.length ? words : null;
}

function joined(host: FilterHost, before: Value, after: Value): string {
  const [head, tail] = [toText(before), toText(after)];
  host.reserve(head.length + tail.length);
  return head + tail;
}

/** Filters over texts, counted in characters rather than UTF-16 units. */
export const stringFilters: Filters = {
  append: filter(1, (host, input, [tail = null]) => joined(host, input, tail)),
  prepend: filter(1, (host, input, [head = null]) => joined(host, head, input)),
  upcase: plain((value) => value.toUpperCase()),
  downcase: plain(text.downcase),
  capitalize: plain(text.capitalize),
  strip: plain(text.strip),
  lstrip: plain(text.stripStart),
  rstrip: plain(text.stripEnd),
  squish: filter(0, (_host, input) =>
    input === null ? null : text.strip(toText(input)).replace(/[ \t\r\n\f\v]+/g, ' '),
  ),
  strip_newlines: plain((value) => value.replace(/\r?\n/g, '')),
  newline_to_br: plain((value) => value.replace(/\r?\n/g, '<br />\n')),

  replace: filter(1, (host, input, [found = null, by = '']) => replaceAll(host, input, found, by), 1),
  replace_first: filter(1, (host, input, [found = null, by = '']) => replaceFirst(host, input, found, by), 1),
  replace_last: filter(2, (host, input, [found = null, by = null]) => replaceLast(host, input, found, by)),
  remove: filter(1, (host, input, [found = null]) => replaceAll(host, input, found, '')),
  remove_first: filter(1, (host, input, [found = null]) => replaceFirst(host, input, found, '')),
  remove_last: filter(1, (host, input, [found = null]) => replaceLast(host, input, found, '')),

  split: filter(1, (host, input, [separator = null]) => {
    const source = toText(input);
    if (toText(separator).length < 2) host.reserve(source.length);
    const parts = text.split(source, toText(separator));
    host.reserve(parts.length * ITEM_UNITS);
    return parts;
  }),

  slice: filter(
    1,
    (_host, input, [offset = null, count = null]) => {
      const [start, size] = [integer(offset), count === null || count === false ? 1 : integer(count)];
      if (!isArray(input)) return text.slice(toText(input), start, size) ?? '';
      const from = start < 0 ? start + input.length : start;
      return from < 0 || from > input.length || size < 0 ? [] : input.slice(from, from + size);
    },
    1,
  ),

  truncate: filter(
    0,
    (_host, input, [size = 50, ellipsis = '...']) => {
      if (input === null) return null;
      const [source, limit, tail] = [toText(input), integer(size), toText(ellipsis)];
      if (text.length(source) <= limit) return source;
      return (text.slice(source, 0, Math.max(0, limit - text.length(tail))) ?? '') + tail;
    },
    2,
  ),

  truncatewords: filter(
    0,
    (_host, input, [count = 15, ellipsis = '...']) => {
      if (input === null) return null;
      const source = toText(input);
      const words = firstWords(source, Math.max(1, integer(count)));
      return words === null ? source : words.join(' ') + toText(ellipsis);
    },
    2,
  ),
};
