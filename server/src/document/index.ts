/** A template file as a whole: the public face of `document/`. */
export { holdsBrazeAttribute } from './brazeMarks';
export {
  isContentBlockPath,
  type ReadContext,
  readDocument,
  readFields,
  relativePath,
  YAML_TEMPLATE,
} from './document';
export { isForm } from './form';
export { FRONT_MATTER_KEYS, frontMatterValuesOf, readFrontMatter } from './frontMatter';
export { globMatcher } from './glob';
export { embeddedTemplates, looksLikeMarkdown } from './markdown';
export { literalUrlPartner, matchSegments, urlSegments } from './partner';
export { readMarkdown, readMarkdownFields } from './readMarkdown';
export { holdsLiquid } from './signs';
export * from './types';
