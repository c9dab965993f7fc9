/** Docsets: facts about Liquid, Braze and partners, as look-ups. The whole public face of this folder. */
export { type KnownCall, knownCalls, patternsMeet } from './calls';
export {
  findByExportName,
  findPartnerTemplate,
  partnerTemplateIds,
  suggestAttribute,
  suggestEntry,
  typesOf,
} from './find';
export { builtinDocset, isPartner, loadDocset } from './load';
export { CONTENT_BLOCKS } from './namespaces';
export { suggest } from './suggest';
export * from './types';
export { type SchemaProblem, validateDocset, validateJson } from './validate';
