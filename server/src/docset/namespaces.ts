/** Namespaces that mean something to the code itself; all others are the docset's. */

/** The namespace whose keys are the names of content blocks: `{{content_blocks.${footer}}}`. */
export const CONTENT_BLOCKS = 'content_blocks';
