/**
 * `custom_attributes/registry.yaml`: the custom attributes of a workspace with their types, as the tool braze-sync keeps
 * them in Git: `attributes: [{ name, type, description, deprecated }]`.
 */
import { isMap, isScalar, isSeq, parseDocument, type Scalar } from 'yaml';
import type { AttributeEntry, DialectDocset } from '../docset/types';
import type { Span } from '../liquid';
import type { Writing } from './types';

/** Where a registry is, in any folder. */
export const REGISTRY_PATH = /(^|\/)custom_attributes\/registry\.ya?ml$/;

export interface RegisteredAttribute {
  readonly name: string;
  /** As the registry spells it: `string`, `number`, `boolean`, `time`, `array`, `object`, `object_array`. */
  readonly type: string;
  readonly description: string;
  readonly deprecated: boolean;
  /** Of the name, without quotes; offsets in the file. */
  readonly span: Span;
  readonly writing: Writing;
}

const WRITINGS: Readonly<Record<string, Writing>> = { QUOTE_DOUBLE: 'double', QUOTE_SINGLE: 'single' };

/** Reads a registry; empty where the text is none. Never throws. */
export function readRegistry(text: string): readonly RegisteredAttribute[] {
  const root = parseDocument(text, { strict: false, uniqueKeys: false }).contents;
  const list = isMap(root) ? root.get('attributes', true) : null;
  if (!isSeq(list)) return [];
  return list.items.flatMap((item) => {
    const name = isMap(item) ? item.get('name', true) : null;
    if (!isMap(item) || !isScalar(name) || name.range == null || name.value === null) return [];
    const writing = WRITINGS[name.type ?? ''] ?? 'yaml';
    const inset = writing === 'yaml' ? 0 : 1;
    return [
      {
        name: String(name.value),
        type: textOf(item.get('type', true)) || 'any',
        description: textOf(item.get('description', true)),
        deprecated: item.get('deprecated') === true,
        span: { start: name.range[0] + inset, end: name.range[1] - inset },
        writing,
      },
    ];
  });
}

const textOf = (node: unknown): string =>
  isScalar(node) && (node as Scalar).value !== null ? String((node as Scalar).value) : '';

const TYPES: Readonly<Record<string, string>> = { object_array: 'array<object>' };

/** The attributes of a registry as a docset: what is declared there is known wherever ours are; a partner's own docs win. */
export function registryDocset(attributes: readonly RegisteredAttribute[]): DialectDocset {
  return {
    attributes: attributes.map(
      ({ name, type, description, deprecated }): AttributeEntry => ({
        namespace: 'custom_attribute',
        name,
        type: TYPES[type] ?? type,
        description: description || 'A custom attribute of this workspace.',
        ...(deprecated ? { status: 'deprecated' } : {}),
      }),
    ),
  };
}
