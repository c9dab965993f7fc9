/**
 * Whose payload an object may be part of, while too little is written to be sure: enough to complete and to explain, not
 * to judge.
 */
import type { Docset, PartnerDocset, PartnerTemplate } from '../docset/types';
import type { TemplateDocument } from '../document/types';
import { fieldFor, type JsonPath, shapeAt } from '../payload';

export interface LikelyPartner {
  readonly partner: PartnerDocset;
  readonly template: PartnerTemplate;
}

/**
 * The document's own partner; else the templates that have an object at this path and know most of its keys. None where
 * neither a path nor a key says anything.
 */
export function likelyPartners(
  document: TemplateDocument,
  path: JsonPath,
  keys: readonly string[],
  docset: Docset,
): readonly LikelyPartner[] {
  if (document.partner) return [document.partner];
  let best = 0;
  let found: LikelyPartner[] = [];
  for (const partner of docset.partners.values()) {
    for (const template of partner.templates) {
      const shape = shapeAt(template, path);
      const known = keys.filter((key) => fieldFor(shape, key) !== null).length;
      // A key that it does not know speaks against it as much as one that it knows speaks for it.
      const score = shape.fields.length === 0 ? 0 : 2 * known - keys.length + (path.length > 0 ? 1 : 0);
      if (score > best) found = [];
      if (score >= best && score > 0) {
        best = score;
        found.push({ partner, template });
      }
    }
  }
  return found;
}
