/** The docsets that come with the product. A new partner is one JSON file in `server/docsets/partners` and one line here. */
import braze from '../../docsets/braze.json';
import liquid from '../../docsets/liquid.json';
import inkit from '../../docsets/partners/inkit.json';
import movableInk from '../../docsets/partners/movable-ink.json';
import passkit from '../../docsets/partners/passkit.json';
import roktCalendar from '../../docsets/partners/rokt-calendar.json';
import type { DocsetFile } from './types';

/**
 * In the order of their merging. The files' form is held by `docset.schema.json`, which a test checks them against;
 * TypeScript reads their strings too widely to see it by itself.
 */
export const builtinFiles = [
  liquid,
  braze,
  inkit,
  movableInk,
  passkit,
  roktCalendar,
] as unknown as readonly DocsetFile[];
