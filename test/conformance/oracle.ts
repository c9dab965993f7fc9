/** Ruby Liquid beside ours: Ruby's answers, live (installing it where that can be) or recorded, and where ours differ. */
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

/** What Ruby Liquid makes of a sample. */
export interface Answer {
  readonly output?: string;
  /** Why it renders nothing at all. */
  readonly error?: string;
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

/** The first `count` samples of a seed. */
export function samplesOf(seed: number, count: number): readonly Sample[] {
  return Array.from({ length: count }, (_, index) => sample(seed, index));
}

/** What Ruby answers to each sample, in their order. */
export async function rubyAnswers(samples: readonly Sample[]): Promise<readonly Answer[]> {
  const ruby = spawn('ruby', ['test/conformance/oracle.rb'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TZ: 'UTC', LANG: 'C.UTF-8' },
  });
  const now = Date.parse(NOW) / 1000;
  ruby.stdin.end(samples.map(({ template, data }) => `${JSON.stringify({ template, data, now })}\n`).join(''));
  const answers: Answer[] = [];
  for await (const line of createInterface({ input: ruby.stdout })) answers.push(JSON.parse(line) as Answer);
  return answers;
}

/** The samples of which ours makes something else than Ruby does. Throws where an answer is missing. */
export function differencesFrom(samples: readonly Sample[], answers: readonly Answer[]): readonly Difference[] {
  if (answers.length !== samples.length) throw new Error(`Ruby answered ${answers.length} of ${samples.length}`);
  return samples.flatMap((one, index) => {
    const { output, error } = answers[index]!;
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
    if (error === undefined ? output === rendered.output : failed) return [];
    return [{ ...one, index, ruby: error === undefined ? output! : `ERROR ${error}`, ours: rendered.output }];
  });
}
