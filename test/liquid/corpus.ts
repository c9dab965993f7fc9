/** The templates that properties are tested over; those named `broken-…` have mistakes, the others none. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Sample {
  readonly name: string;
  readonly text: string;
  readonly broken: boolean;
}

const FOLDER = join('test', 'liquid', 'corpus');

export const corpus: readonly Sample[] = readdirSync(FOLDER).map((name) => ({
  name,
  text: readFileSync(join(FOLDER, name), 'utf8'),
  broken: name.startsWith('broken-'),
}));
