// npm run package: the .vsix, from a production build in a folder of its own, so that dist/ stays as it is.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyExtension } from './lib/extensionFolder.mjs';

/** Makes the .vsix; resolves to its path. Throws with what the packager says. */
export function packageExtension(target) {
  const { folder, remove } = copyExtension({ without: ['dist'] });
  try {
    run(process.execPath, ['esbuild.mjs', '--production', `--outdir=${folder}/dist`]);
    run(
      process.execPath,
      [
        resolve('node_modules/@vscode/vsce/vsce'),
        'package',
        ...['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'],
        ...['--out', resolve(target)],
      ],
      folder,
    );
  } finally {
    remove();
  }
  return resolve(target);
}

function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} failed:\n${stdout}${stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  console.log(packageExtension(process.argv[2] ?? `${name}-${version}.vsix`));
}
