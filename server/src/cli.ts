/** The command line: words → a command → an exit code. */
import { version } from '../../package.json';
import { readArguments } from './cli/arguments';
import { batch } from './cli/batch';
import { check } from './cli/check';
import { UsageError } from './cli/files';
import { render } from './cli/render';
import { createRenderHost } from './render';
import { spawnNodeWorker } from './render/spawn.node';

const HELP = `braze-liquid ${version}: check and preview Braze Liquid templates

Usage
  braze-liquid check [PATH…]       check files or folders (default: this folder)
      --format pretty|json|sarif|github
      --config FILE                another config than braze-liquid.json
  braze-liquid render FILE         print what Braze would send; '-' is standard input
      --user FILE | --random SEED  a sample user (default: the bundled complete user)
      --mocks DIR …                folders of Connected Content mocks
      --content-blocks DIR …       folders of content blocks
      --now ISO-8601               the moment of sending
      --format pretty|json|curl
      --seed N                     for random values
  braze-liquid render --batch      one JSON object a line in, one a line out
  braze-liquid --help | --version

No command opens a network connection.
Exit codes: 0 fine · 1 findings of severity error, or a rendering with errors · 2 wrong usage or unreadable input
`;

async function main(words: readonly string[]): Promise<number> {
  const [command, ...rest] = words;
  if (command === '--version' || command === '-v') return say(`${version}\n`);
  if (command === undefined || command === '--help' || command === '-h' || rest.includes('--help')) {
    return command === undefined ? complain(HELP) : say(HELP);
  }
  if (command === 'check') {
    const { positionals, values } = readArguments(rest, { format: 'value', config: 'value' });
    return check({ paths: positionals, format: text(values.format) ?? 'pretty', config: text(values.config) }, write);
  }
  if (command === 'render') return renderCommand(rest);
  throw new UsageError(`Unknown command '${command}'. See braze-liquid --help.`);
}

async function renderCommand(words: readonly string[]): Promise<number> {
  const { positionals, values, lists } = readArguments(words, {
    batch: 'flag',
    user: 'value',
    random: 'value',
    mocks: 'list',
    'content-blocks': 'list',
    now: 'value',
    format: 'value',
    seed: 'value',
  });
  if (values.batch !== true && positionals.length !== 1) {
    throw new UsageError(positionals.length === 0 ? 'Which file? braze-liquid render FILE.' : 'render takes one file.');
  }
  const host = createRenderHost(spawnNodeWorker);
  try {
    if (values.batch === true) {
      await batch(process.stdin, host, write);
      return 0;
    }
    const options = {
      file: positionals[0]!,
      user: text(values.user),
      random: text(values.random),
      mocks: lists.mocks ?? [],
      contentBlocks: lists['content-blocks'] ?? [],
      now: text(values.now),
      format: text(values.format) ?? 'pretty',
      seed: text(values.seed),
    };
    return await render(options, host, write, (line) => process.stderr.write(`${line}\n`));
  } finally {
    host.dispose();
  }
}

const text = (value: string | boolean | undefined): string | null => (typeof value === 'string' ? value : null);

function write(output: string): void {
  process.stdout.write(output);
}

function say(output: string): number {
  write(output);
  return 0;
}

function complain(output: string): number {
  process.stderr.write(output);
  return 2;
}

// A reader that has seen enough (`| head`) closes the pipe: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isOurs = error instanceof UsageError;
    process.stderr.write(
      isOurs
        ? `${error.message}\n`
        : `Internal error, please report it: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 2;
  },
);
