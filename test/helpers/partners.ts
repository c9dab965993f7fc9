/** The partners' files as the tests read them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import type { JsonType, PartnerDocset } from '../../server/src/docset';

export const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
export const partnerFiles = readdirSync('server/docsets/partners').sort();
export const partners = partnerFiles.map((file) => readJson(`server/docsets/partners/${file}`) as PartnerDocset);
/** Every template of every partner, with its id in front matter. */
export const templates = partners.flatMap((partner) =>
  partner.templates.map((template) => ({ id: `${partner.partner}/${template.id}`, partner, template })),
);
/** Front matter and body of a template's file. */
export function split(file: string): { matter: Record<string, unknown>; body: string } {
  if (!file.startsWith('---\n')) return { matter: {}, body: file };
  const end = `${file}\n`.indexOf('\n---\n', 3);
  assert.ok(end > 0, 'the front matter does not end');
  return { matter: parseYaml(file.slice(4, end + 1)) as Record<string, unknown>, body: file.slice(end + 5) };
}

/** Every piece of Liquid in a file: front matter values and body. */
export function pieces(file: string): readonly string[] {
  const { matter, body } = split(file);
  const values = Object.values(matter).flatMap((value) => (value instanceof Object ? Object.values(value) : [value]));
  return [...values, body].map(String);
}

export const typeOf = (value: unknown): JsonType =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : (typeof value as JsonType);

export const isOf = (value: unknown, type: JsonType): boolean =>
  type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;
