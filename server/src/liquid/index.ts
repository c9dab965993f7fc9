/** Text → tree. The whole public face of the parser. */
export * from './nodes';
export { parse } from './parser';
export { pathTo, walk } from './walk';
