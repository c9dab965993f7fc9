/** Inlay hints: the type of an attribute, and what an output prints for a sample user. Off unless the user wants them. */

import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS } from '../docset';
import type { Field, TemplateDocument } from '../document/types';
import { type Attribute, type Output, walk } from '../liquid';
import { type FeatureContext, fieldRange } from './context';
import { attributeType } from './shape';

/** What outputs print, by the place of their first brace in each field's text, as a rendering says. */
export type Printed = readonly ReadonlyMap<number, string>[];

/** More of a value than this would push the text away. */
const MOST = 40;

/**
 * The hints of a range.
 * @param printed what the outputs of each of the document's fields print; null shows types alone
 */
export function inlayHints(
  document: TemplateDocument,
  range: Range,
  context: FeatureContext,
  printed: Printed | null,
): InlayHint[] {
  const from = document.lines.offsetAt(range.start);
  const to = document.lines.offsetAt(range.end);
  const hints: InlayHint[] = [];
  for (const [index, field] of document.fields.entries()) {
    walk(field.tree, {
      enter(node) {
        if (node.kind !== 'attribute' && node.kind !== 'output') return;
        const offset = field.map.toFile(node.end);
        if (offset < from || offset > to) return;
        const hint =
          node.kind === 'attribute'
            ? typeHint(node, document, field, context)
            : valueHint(node, document, field, printed?.[index]?.get(node.start));
        if (hint !== null) hints.push(hint);
      },
    });
  }
  return hints;
}

function typeHint(
  attribute: Attribute,
  document: TemplateDocument,
  field: Field,
  context: FeatureContext,
): InlayHint | null {
  const namespace = attribute.namespace?.text ?? '';
  if (namespace === CONTENT_BLOCKS || !attribute.key.closed || attribute.path.length > 0) return null;
  const type = attributeType(namespace, attribute.key.text, context);
  if (type === null) return null;
  return {
    position: fieldRange(document, field, attribute).end,
    label: `: ${type}`,
    kind: InlayHintKind.Type,
    tooltip: `What a sample user or a docset tells of '${attribute.key.text}'.`,
  };
}

function valueHint(
  output: Output,
  document: TemplateDocument,
  field: Field,
  value: string | undefined,
): InlayHint | null {
  if (value === undefined) return null;
  const line = value.replace(/\s+/g, ' ');
  const label = line.length > MOST ? `${line.slice(0, MOST - 1)}…` : line;
  return {
    position: fieldRange(document, field, output).end,
    label: value === '' ? ' (nothing)' : ` ${label}`,
    tooltip: value === '' ? 'It prints nothing for this sample user.' : value.slice(0, 1000),
    paddingLeft: true,
  };
}
