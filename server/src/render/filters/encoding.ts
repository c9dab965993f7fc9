/** Hashes, signatures and Base64, all over UTF-8. */
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { fail } from '../errors';
import { toText } from '../print';
import { type Filter, type Filters, filter } from './filter';

type Hash = typeof sha256 | typeof sha512 | typeof sha1 | typeof md5;
type Print = (bytes: Uint8Array) => string;

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = `${STANDARD.slice(0, 62)}-_`;

const base64: Print = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const urlSafeBase64: Print = (bytes) => base64(bytes).replaceAll('+', '-').replaceAll('/', '_');

/** Null for a text that is no Base64: a wrong character, wrong length, or bits left over. */
function unbase64(text: string, alphabet: string): Uint8Array | null {
  const body = text.replace(/={0,2}$/, '');
  if (text.length % 4 !== 0 || body.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const character of body) {
    const value = alphabet.indexOf(character);
    if (value < 0) return null;
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >> bits) & 255;
    }
  }
  return (buffer & ((1 << bits) - 1)) === 0 ? bytes : null;
}

function decoder(name: string, alphabet: string, prepare: (text: string) => string): Filter {
  return filter(0, (_host, input) => {
    const bytes = unbase64(prepare(toText(input)), alphabet);
    if (!bytes) fail(`invalid base64 provided to ${name}`);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  });
}

function digest(hash: Hash): Filter {
  return filter(0, (_host, input) => bytesToHex(hash(utf8ToBytes(toText(input)))));
}

function signature(hash: Hash, print: Print): Filter {
  return filter(1, (_host, input, [key = null]) =>
    print(hmac(hash, utf8ToBytes(toText(key)), utf8ToBytes(toText(input)))),
  );
}

/** Hashes, HMACs and Base64. */
export const encodingFilters: Filters = {
  md5: digest(md5),
  sha1: digest(sha1),
  sha2: digest(sha256),
  sha256: digest(sha256),
  hmac_sha1: signature(sha1, bytesToHex),
  hmac_sha1_hex: signature(sha1, bytesToHex),
  hmac_sha1_base64: signature(sha1, base64),
  hmac_sha256: signature(sha256, bytesToHex),
  hmac_sha256_hex: signature(sha256, bytesToHex),
  hmac_sha256_base64: signature(sha256, base64),
  hmac_sha512: signature(sha512, bytesToHex),
  base64_encode: filter(0, (_host, input) => base64(utf8ToBytes(toText(input)))),
  base64_decode: decoder('base64_decode', STANDARD, (text) => text),
  base64_url_safe_encode: filter(0, (_host, input) => urlSafeBase64(utf8ToBytes(toText(input)))),
  /** The padding may be left out. */
  base64_url_safe_decode: decoder('base64_url_safe_decode', URL_SAFE, (text) =>
    (text.endsWith('=') ? text : text.padEnd(Math.ceil(text.length / 4) * 4, '='))
      .replace(/\+/g, '-')
      .replace(/\//g, '_'),
  ),
};
