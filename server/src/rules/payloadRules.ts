/** The rules about payloads and JSON bodies, in the order of the documentation. */
import type { Rule } from './rule';

export const payloadRules: readonly Rule[] = [];
