/** `${first_name}`, `custom_attribute.${x}`: what the sample user holds, and the record of what was read. */
import { CONTENT_BLOCKS } from '../docset/namespaces';
import type { Attribute } from '../liquid';
import { renderContentBlock } from './blocks';
import { property } from './path';
import type { Runtime } from './runtime';
import { fromJson, toJson, type Value } from './values';

/** Where a sample user keeps the default attributes. */
const DEFAULT = 'attributes';

/** The value of an attribute, without the path behind its braces. */
export function readAttribute(runtime: Runtime, attribute: Attribute): Value {
  const namespace = attribute.namespace?.text ?? DEFAULT;
  const key = attribute.key.text;
  if (namespace === CONTENT_BLOCKS) return renderContentBlock(runtime, key, attribute);
  const value = lookUp(runtime.context.user, namespace, key);
  const name = attribute.namespace ? `${attribute.namespace.text}.\${${key}}` : `\${${key}}`;
  const span = runtime.origin ?? { start: attribute.start, end: attribute.end };
  const isKnown = runtime.reads.some((read) => read.span.start === span.start && read.name === name);
  if (!isKnown && runtime.reads.length < 1000) runtime.reads.push({ name, value: toJson(value), span });
  return value;
}

/** The whole key first; then, as some templates write it, a path inside the braces: `cart_items[0].id`. */
function lookUp(user: Readonly<Record<string, unknown>>, namespace: string, key: string): Value {
  const holder = Object.hasOwn(user, namespace) ? user[namespace] : undefined;
  if (typeof holder !== 'object' || holder === null) return null;
  if (Object.hasOwn(holder, key)) return convert((holder as Record<string, unknown>)[key]);
  const [, head = '', tail = ''] = /^([^.[]+)(.*)$/s.exec(key) ?? [];
  if (tail === '' || !Object.hasOwn(holder, head)) return null;
  let value: Value = convert((holder as Record<string, unknown>)[head]);
  for (const [, name, index] of tail.matchAll(/\.([^.[\]]+)|\[([^\]]*)\]/g)) {
    value = name !== undefined ? property(value, name, true) : property(value, indexOf(index ?? ''), false);
  }
  return value;
}

function indexOf(written: string): Value {
  const text = written.trim();
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text.replace(/^(['"])(.*)\1$/s, '$2');
}

const converted = new WeakMap<object, Value>();

/** Objects are converted once however often they are read; a sample user does not change while it is used. */
function convert(data: unknown): Value {
  if (typeof data !== 'object' || data === null) return fromJson(data);
  const known = converted.get(data);
  if (known !== undefined) return known;
  const value = fromJson(data);
  converted.set(data, value);
  return value;
}
