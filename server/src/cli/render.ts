/** `braze-liquid render`: a template and a user → what Braze would send. */
import { resolve } from 'node:path';
import { readDocument, type TemplateDocument } from '../document';
import { baseContext } from '../preview/renderContext';
import { usesOf } from '../preview/uses';
import type { RenderResult } from '../protocol';
import { type RenderContext, type RenderHost, renderDocument, toCurl } from '../render';
import type { Context } from '../service';
import {
  completeUser,
  type Mock,
  randomUser,
  readContentBlock,
  readMock,
  readSampleUser,
  type SampleUser,
} from '../workspace';
import {
  jsonFilesIn,
  listFiles,
  openFolder,
  pathOf,
  readStandardInput,
  readText,
  rootFor,
  UsageError,
  uriOf,
} from './files';

export interface RenderOptions {
  readonly file: string;
  readonly user: string | null;
  /** A seed in digits. */
  readonly random: string | null;
  readonly mocks: readonly string[];
  readonly contentBlocks: readonly string[];
  readonly now: string | null;
  readonly format: string;
  readonly seed: string | null;
}

/** Renders and prints; returns the exit code. Throws a UsageError for wrong usage or unreadable input. */
export async function render(
  options: RenderOptions,
  host: RenderHost,
  print: (text: string) => void,
  warn: (text: string) => void,
): Promise<number> {
  const format = options.format;
  if (format !== 'pretty' && format !== 'json' && format !== 'curl') {
    throw new UsageError(`Unknown format '${format}': it can be pretty, json or curl.`);
  }
  if (options.user !== null && options.random !== null) throw new UsageError('Give --user or --random, not both.');
  const text = options.file === '-' ? readStandardInput() : readText(resolve(options.file));
  const uri = uriOf(resolve(options.file === '-' ? 'stdin.liquid' : options.file));
  const service = openFolder(rootFor(pathOf(uri)), null);
  const context = service.contextOf(uri);
  const { config, root } = context.workspace;
  const document = readDocument(uri, text, { docset: context.docset, config, root });
  const { user, notes } = userOf(options, document, context);
  for (const note of notes) warn(`${options.user}: ${note}`);
  const base = baseContext(context, momentOf(options.now));
  const renderContext: RenderContext = {
    ...base,
    user: user.data,
    contentBlocks: { ...base.contentBlocks, ...blocksIn(options.contentBlocks) },
    mocks: [...options.mocks.flatMap(mocksIn), ...base.mocks],
    seed: seedOf(options),
  };
  const rendered = await host.render({ texts: document.fields.map((field) => field.text), context: renderContext });
  const result = renderDocument(document, renderContext, rendered);
  if (format === 'curl' && result.request === null) {
    warn(
      result.aborted ? `Aborted: ${result.aborted.reason}` : 'Only a webhook file has a request that curl can send.',
    );
    if (!result.aborted) return 2;
  }
  if (format === 'json') print(`${JSON.stringify(result, null, 2)}\n`);
  else if (format === 'pretty') print(pretty(result, user));
  else if (result.request !== null) print(`${toCurl(result.request)}\n`);
  return result.problems.some((problem) => problem.severity === 'error') ? 1 : 0;
}

function userOf(
  options: RenderOptions,
  document: TemplateDocument,
  context: Context,
): { user: SampleUser; notes: readonly string[] } {
  if (options.random !== null) {
    const { attributes } = usesOf(document, context.docset, context.workspace.contentBlocks);
    return { user: randomUser(wholeNumber(options.random, '--random'), context.docset, attributes), notes: [] };
  }
  if (options.user === null) return { user: completeUser, notes: [] };
  const path = resolve(options.user);
  const user = readSampleUser(parseJson(readText(path), options.user), context.docset, uriOf(path), options.user);
  if (!user)
    throw new UsageError(
      `${options.user} is no sample user: it has to be a JSON object such as { "attributes": { "first_name": "Ada" } }.`,
    );
  return { user, notes: user.notes };
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `${path} is no valid JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}.`,
    );
  }
}

function mocksIn(folder: string): readonly Mock[] {
  return jsonFilesIn(resolve(folder)).flatMap(({ path, text }) => {
    const mock = readMock(parseJson(text, path), uriOf(path));
    if (typeof mock !== 'string') return [mock];
    if (path.endsWith('.mock.json')) throw new UsageError(`${path}: ${mock}`);
    return [];
  });
}

/** Blocks of the folders named on the command line go before those of the workspace. */
function blocksIn(folders: readonly string[]): Readonly<Record<string, string>> {
  const blocks: Record<string, string> = Object.create(null);
  for (const folder of [...folders].reverse()) {
    for (const path of listFiles(resolve(folder))) {
      if (!/\.(liquid|braze|html)$/.test(path)) continue;
      const block = readContentBlock(uriOf(path), readText(path));
      blocks[block.name] = block.text;
    }
  }
  return blocks;
}

/** `--seed`; without it, that of the random user. */
function seedOf({ seed, random }: RenderOptions): number {
  if (seed !== null) return wholeNumber(seed, '--seed');
  return random === null ? 0 : wholeNumber(random, '--random');
}

/** `--now`, or this moment: the one clock of the command line. */
export function momentOf(now: string | null): string {
  if (now === null) return new Date().toISOString();
  const time = Date.parse(now);
  if (Number.isNaN(time)) throw new UsageError(`'${now}' is no ISO 8601 time, such as 2026-03-01T12:00:00Z.`);
  return new Date(time).toISOString();
}

function wholeNumber(text: string, option: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new UsageError(`${option} takes a whole number, not '${text}'.`);
  return Number(text);
}

function pretty(result: RenderResult, user: SampleUser): string {
  const out: string[] = [`User: ${user.label}`, ''];
  if (result.aborted) out.push(`Aborted: ${result.aborted.reason}`, '');
  if (result.request) {
    out.push(`${result.request.method} ${result.request.url}`);
    for (const [name, value] of Object.entries(result.request.headers)) out.push(`${name}: ${value}`);
    out.push('', indentJson(result.request.body));
  } else {
    out.push(result.output);
  }
  if (result.calls.length > 0) out.push('', 'Connected Content');
  for (const call of result.calls)
    out.push(`  ${call.method} ${call.url}  ${call.answer === 'mock' ? 'answered by a mock' : 'no mock answers'}`);
  if (result.problems.length > 0) out.push('', 'Problems');
  for (const problem of result.problems) {
    const { line, character } = problem.range.start;
    out.push(`  ${line + 1}:${character + 1}  ${problem.severity.padEnd(7)}  ${problem.message}  ${problem.code}`);
  }
  return `${out.join('\n')}\n`;
}

function indentJson(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body.trim();
  }
}
