/** Ruby Liquid beside ours: starts it (installing it where that can be), feeds both, and tells where they differ. */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { defaultLimits, renderText } from '../../server/src/render';
import { type Sample, sample } from './generator';

const NOW = '2026-03-01T12:34:56.000Z';

export interface Difference extends Sample {
  readonly index: number;
  readonly ruby: string;
  readonly ours: string;
}

/** Null when Ruby and ruby-liquid are there (or have just been installed), else why they are not. */
export function missingRuby(): string | null {
  if (hasRuby()) return null;
  if (process.getuid?.() !== 0) return 'Ruby with ruby-liquid is not installed, and only root could install it';
  console.log('installing ruby and ruby-liquid by apt');
  spawnSync('apt-get', ['update'], { stdio: 'ignore' });
  const install = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'ruby', 'ruby-liquid'], {
    stdio: 'ignore',
  });
  return hasRuby() ? null : `apt could not install ruby-liquid (exit ${install.status ?? 'none'})`;
}

function hasRuby(): boolean {
  return spawnSync('ruby', ['-e', 'require "liquid"'], { stdio: 'ignore' }).status === 0;
}

/** Renders `count` samples of a seed with both. */
export async function compareWithRuby(seed: number, count: number): Promise<readonly Difference[]> {
  const samples = Array.from({ length: count }, (_, index) => sample(seed, index));
  const ruby = spawn('ruby', ['test/conformance/oracle.rb'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TZ: 'UTC', LANG: 'C.UTF-8' },
  });
  const now = Date.parse(NOW) / 1000;
  ruby.stdin.end(samples.map(({ template, data }) => `${JSON.stringify({ template, data, now })}\n`).join(''));
  const differences: Difference[] = [];
  let index = 0;
  for await (const line of createInterface({ input: ruby.stdout })) {
    const answer = JSON.parse(line) as { readonly output?: string; readonly error?: string };
    const one = samples[index]!;
    const rendered = renderText(one.template, {
      user: {},
      data: one.data,
      contentBlocks: {},
      mocks: [],
      now: NOW,
      seed: 0,
      limits: { ...defaultLimits, time: 10_000 },
    });
    const failed = rendered.problems.some(({ severity, code }) => severity === 'error' && code !== 'liquid-error');
    const alike = answer.error === undefined ? answer.output === rendered.output : failed;
    if (!alike) {
      differences.push({
        ...one,
        index,
        ruby: answer.error === undefined ? answer.output! : `ERROR ${answer.error}`,
        ours: rendered.output,
      });
    }
    index++;
  }
  if (index !== count) throw new Error(`Ruby answered ${index} of ${count}`);
  return differences;
}
