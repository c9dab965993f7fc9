/** The command line's words → options. Thin over `parseArgs`, but for options that take several values in a row. */
import { statSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './files';

export interface Arguments {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  /** Options that may be given several times and take several values: `--mocks a b`. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

export type OptionKinds = Readonly<Record<string, 'flag' | 'value' | 'list'>>;

/** Throws a UsageError for an unknown option or a missing value. */
export function readArguments(words: readonly string[], kinds: OptionKinds): Arguments {
  const lists: Record<string, string[]> = {};
  const rest: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const [option, inline] = splitOption(words[index]!);
    if (option === null || kinds[option] !== 'list') {
      rest.push(words[index]!);
      continue;
    }
    const values = inline === null ? [] : [inline];
    if (inline === null)
      while (index + 1 < words.length && !words[index + 1]!.startsWith('--')) values.push(words[++index]!);
    if (values.length === 0) throw new UsageError(`--${option} needs a folder.`);
    lists[option] = [...(lists[option] ?? []), ...values];
  }
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, kind] of Object.entries(kinds))
    if (kind !== 'list') options[name] = { type: kind === 'flag' ? 'boolean' : 'string' };
  try {
    const parsed = parseArgs({ args: rest, options, allowPositionals: true, strict: true });
    const values = parsed.values as Record<string, string | boolean | undefined>;
    return { positionals: withFileOfLists(parsed.positionals, lists), values, lists };
  } catch (error) {
    const sentence = (error instanceof Error ? error.message : String(error)).split('. ')[0]!;
    throw new UsageError(`${sentence.replace(/\.?$/, '.')} See braze-liquid --help.`);
  }
}

function splitOption(word: string): readonly [option: string | null, inline: string | null] {
  const match = /^--([a-z-]+)(?:=(.*))?$/s.exec(word);
  return match ? [match[1]!, match[2] ?? null] : [null, null];
}

/** In `render --mocks a b file.liquid` the file has slipped into the list: it is the last value, and no folder. */
function withFileOfLists(positionals: readonly string[], lists: Record<string, string[]>): readonly string[] {
  if (positionals.length > 0) return positionals;
  for (const values of Object.values(lists).reverse()) {
    const last = values.at(-1);
    if (
      values.length > 1 &&
      last !== undefined &&
      (last === '-' || statSync(last, { throwIfNoEntry: false })?.isFile())
    ) {
      values.pop();
      return [last];
    }
  }
  return positionals;
}
