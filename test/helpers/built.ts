/**
 * What tests of the built files need: the path of one, or a sentence that says to build first. `DIST` names another folder
 * than `dist`.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export function built(name: string): string {
  const path = resolve(process.env.DIST ?? 'dist', name);
  if (!existsSync(path)) throw new Error(`dist/${name} is missing: run npm run build first`);
  return path;
}
