/** Text → tree. The whole public face of the parser. */
export * from './nodes';
export { parse } from './parser';
export type { FixEdit, ProblemData } from './reader';
export { children, pathTo, type WalkVisitor, walk } from './walk';
