/** The docsets that come with the product. A new partner is one JSON file in `server/docsets/partners`. */
import braze from '../../docsets/braze.json';
import liquid from '../../docsets/liquid.json';
import { partnerFiles } from './partnerFiles';
import type { DocsetFile } from './types';

/**
 * In the order of their merging. The files' form is held by `docset.schema.json`, which a test checks them against;
 * TypeScript reads their strings too widely to see it by itself.
 */
export const builtinFiles = [liquid, braze, ...partnerFiles] as unknown as readonly DocsetFile[];
