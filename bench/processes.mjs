/** Processes measured from outside: wall-clock time and the most memory they held. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PEAK = fileURLToPath(new URL('peak.cjs', import.meta.url));

/** Arguments and environment for a Node process that notes the most memory it held; `peak()` reads it after its end. */
export function watched(env = process.env) {
  const folder = mkdtempSync(join(tmpdir(), 'braze-liquid-peak-'));
  const file = join(folder, 'peak');
  return {
    flags: ['--require', PEAK],
    env: { ...env, BENCH_PEAK: file },
    /** Bytes. */
    peak() {
      try {
        return Number(readFileSync(file, 'utf8')) * 1024;
      } catch {
        return Number.NaN;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Runs a script to its end: `{ ms, peak, code, output }`. */
export async function runScript(script, args, { env, limit = 180_000 } = {}) {
  const watch = watched(env);
  const start = performance.now();
  const child = spawn(process.execPath, [...watch.flags, script, ...args], {
    env: watch.env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const timer = setTimeout(() => child.kill(), limit);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return { ms: performance.now() - start, peak: watch.peak(), code, output };
}
