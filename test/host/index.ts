/**
 * The suite's entry, loaded by the extension host: the same in desktop VS Code and in one that a server runs. Results go
 * to a file, since console lines of several processes lose their order.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

interface Result {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly error?: string;
}

export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 30_000 });
  for (const file of readdirSync(__dirname)) if (file.endsWith('.test.js')) mocha.addFile(join(__dirname, file));
  const tests: Result[] = [];
  const save = (finished: boolean): void => {
    const file = process.env.TEST_RESULTS_FILE;
    if (file) writeFileSync(file, JSON.stringify({ finished, tests }));
  };
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      save(true);
      if (failures > 0) reject(new Error(`${failures} failed`));
      else resolve();
    });
    const add = (result: Result): void => {
      tests.push(result);
      save(false);
    };
    runner.on('pass', (test) => add({ title: test.fullTitle(), state: 'passed' }));
    runner.on('pending', (test) => add({ title: test.fullTitle(), state: 'skipped' }));
    runner.on('fail', (test, error: Error) =>
      add({ title: test.fullTitle(), state: 'failed', error: error.stack ?? String(error) }),
    );
  });
}
