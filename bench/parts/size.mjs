/** How large the built files are, minified as they are shipped. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { atMost, table } from '../report.mjs';

export async function run({ dist }) {
  const names = ['server.js', 'cli.js', 'extension.js', 'render-worker.js', 'preview.js'];
  const kilobytes = (bytes) => Math.round(bytes / 1000);
  const sizeOf = (name) => statSync(join(dist, name)).size;
  table(
    'Built files, minified',
    ['file', 'KB', 'KB by gzip'],
    names.map((name) => [name, kilobytes(sizeOf(name)), kilobytes(gzipSync(readFileSync(join(dist, name))).length)]),
  );
  return [
    atMost('server.js: KB', 700, kilobytes(sizeOf('server.js'))),
    atMost('extension.js: KB', 450, kilobytes(sizeOf('extension.js'))),
  ];
}
