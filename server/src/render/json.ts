/** JSON as Ruby reads and writes it: 1.0 stays a Float, big Integers stay exact, keys keep their order. */

import { normalize } from './number';
import { floatText, toText } from './print';
import { float, type Integer, isArray, isFloat, isHash, type Value } from './values';

const MAX_DEPTH = 100;

/** A JSON text's value; undefined where it is no JSON. */
export function parseJson(text: string): Value | undefined {
  // The platform's parser decides what is JSON; ours only keeps what it loses.
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const reader = { text, at: 0 };
  return readValue(reader, 0);
}

interface Reader {
  readonly text: string;
  at: number;
}

function readValue(reader: Reader, depth: number): Value {
  skip(reader);
  const start = reader.at;
  switch (reader.text[start]) {
    case '{':
      return readObject(reader, depth);
    case '[':
      return readArray(reader, depth);
    case '"':
      return readString(reader);
    case 't':
      reader.at += 4;
      return true;
    case 'f':
      reader.at += 5;
      return false;
    case 'n':
      reader.at += 4;
      return null;
    default: {
      while (/[-+.eE\d]/.test(reader.text[reader.at] ?? '')) reader.at++;
      return readNumber(reader.text.slice(start, reader.at));
    }
  }
}

function readNumber(text: string): Value {
  if (/[.eE]/.test(text)) return float(Number(text));
  return text.length < 16 ? Number(text) + 0 : normalize(BigInt(text.slice(0, 5000)));
}

function readString(reader: Reader): string {
  const start = reader.at++;
  while (reader.text[reader.at] !== '"') reader.at += reader.text[reader.at] === '\\' ? 2 : 1;
  reader.at++;
  return JSON.parse(reader.text.slice(start, reader.at)) as string;
}

function readArray(reader: Reader, depth: number): Value {
  const items: Value[] = [];
  reader.at++;
  for (;;) {
    skip(reader);
    const character = reader.text[reader.at];
    if (character === ']') {
      reader.at++;
      return items;
    }
    if (character === ',') reader.at++;
    const item = readValue(reader, depth + 1);
    if (depth < MAX_DEPTH) items.push(item);
  }
}

function readObject(reader: Reader, depth: number): Value {
  const hash = new Map<string, Value>();
  reader.at++;
  for (;;) {
    skip(reader);
    const character = reader.text[reader.at];
    if (character === '}') {
      reader.at++;
      return hash;
    }
    if (character === ',') {
      reader.at++;
      skip(reader);
    }
    const key = readString(reader);
    skip(reader);
    reader.at++;
    const value = readValue(reader, depth + 1);
    if (depth < MAX_DEPTH) hash.set(key, value);
  }
}

function skip(reader: Reader): void {
  while (' \t\n\r'.includes(reader.text[reader.at] ?? 'x')) reader.at++;
}

/** A value as JSON text, without blanks. */
export function writeJson(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (isHash(value))
    return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}:${writeJson(item)}`).join(',')}}`;
  if (value === null) return 'null';
  if (isFloat(value)) return Number.isFinite(value.value) ? floatText(value.value) : 'null';
  if (typeof value === 'object') return JSON.stringify(toText(value));
  return String(value satisfies Integer | boolean);
}
