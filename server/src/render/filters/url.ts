/** Filters for URLs, each by its own set of characters that stay. */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fail } from '../errors';
import { toText } from '../print';
import { type Filter, type Filters, filter } from './filter';

/** Percent-encodes the UTF-8 bytes of every character that is not in `kept`. */
function encode(text: string, kept: RegExp): string {
  let out = '';
  for (const character of text) {
    if (kept.test(character)) out += character;
    else for (const byte of utf8ToBytes(character)) out += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

function encoder(kept: RegExp): Filter {
  return filter(0, (_host, input) => (input === null ? null : encode(toText(input), kept)));
}

function decode(text: string): string {
  const bytes: number[] = [];
  const source = utf8ToBytes(text);
  for (let i = 0; i < source.length; i++) {
    const byte = source[i]!;
    const hex = byte === 0x25 ? String.fromCharCode(source[i + 1] ?? 0, source[i + 2] ?? 0) : '';
    if (/^[0-9a-fA-F]{2}$/.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      i += 2;
    } else bytes.push(byte === 0x2b ? 0x20 : byte);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes));
  } catch {
    fail('invalid byte sequence in UTF-8');
  }
}

/** Filters that encode and decode parts of URLs. */
export const urlFilters: Filters = {
  /** Form encoding: a blank becomes `+`. */
  url_encode: filter(0, (_host, input) =>
    input === null
      ? null
      : encode(toText(input), /[a-zA-Z0-9_.\-~* ]/)
          .replace(/\*/g, '%2A')
          .replace(/ /g, '+'),
  ),
  url_decode: filter(0, (_host, input) => (input === null ? null : decode(toText(input)))),
  /** A whole URL: what has a meaning in one stays. */
  url_escape: encoder(/[a-zA-Z0-9\-_.!~*'();/?:@&=+$,[\]]/),
  /** One parameter's value. */
  url_param_escape: encoder(/[a-zA-Z0-9\-_.~]/),
};
