/** `braze-liquid render --batch`: one JSON object a line in, one a line out, in the order of the input, streaming. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { builtinDocset } from '../docset';
import { isObject } from '../json';
import { defaultLimits, type RenderContext, type RenderHost } from '../render';
import { completeUser, type Mock, readMock, readSampleUser } from '../workspace';
import { momentOf } from './render';

/** Answers each line of `input` by a call of `print`; ends with the input. No line can end it. */
export async function batch(input: Readable, host: RenderHost, print: (text: string) => void): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    print(`${JSON.stringify(await answer(line, host))}\n`);
  }
}

async function answer(line: string, host: RenderHost): Promise<object> {
  const job = readLine(line);
  if (typeof job === 'string') return { id: null, error: job };
  const [rendered] = await host.render({ texts: [job.template], context: job.context });
  const lines = TextDocument.create('', '', 0, job.template);
  const problems = (rendered?.problems ?? []).map(({ span, ...rest }) => ({
    ...rest,
    range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
  }));
  return { id: job.id, output: rendered?.output ?? '', aborted: rendered?.aborted ?? null, problems };
}

interface Job {
  readonly id: unknown;
  readonly template: string;
  readonly context: RenderContext;
}

/** A line → a job; a string tells what is wrong with it. */
function readLine(line: string): Job | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return `The line is no JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}.`;
  }
  if (!isObject(value)) return "The line has to be a JSON object with a 'template'.";
  const { template, data, user, contentBlocks, mocks, now, templates } = value;
  if (typeof template !== 'string') return "The line needs a 'template', a string.";
  if (data !== undefined && !isObject(data)) return "'data' has to be an object of variables.";
  if (contentBlocks !== undefined && !isObject(contentBlocks))
    return "'contentBlocks' has to be an object: name and text.";
  if (mocks !== undefined && !Array.isArray(mocks)) return "'mocks' has to be a list of mocks.";
  if (now !== undefined && (typeof now !== 'string' || Number.isNaN(Date.parse(now))))
    return "'now' has to be an ISO 8601 time.";
  const sample =
    user === undefined ? (data === undefined ? completeUser : null) : readSampleUser(user, builtinDocset, null, '');
  if (user !== undefined && sample === null) return "'user' has to be a sample user: an object with 'attributes'.";
  const read: Mock[] = [];
  for (const value of mocks ?? []) {
    const mock = readMock(value, null);
    if (typeof mock === 'string') return mock;
    read.push(mock);
  }
  return {
    id: value.id ?? null,
    template,
    context: {
      user: sample?.data ?? {},
      data,
      contentBlocks: texts(contentBlocks),
      mocks: read,
      now: momentOf(now ?? null),
      seed: typeof value.seed === 'number' ? value.seed : 0,
      limits: defaultLimits,
      ...(isObject(templates) ? { partials: texts(templates) } : {}),
    },
  };
}

function texts(value: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, string>> {
  const out: Record<string, string> = Object.create(null);
  for (const [name, text] of Object.entries(value ?? {})) out[name] = String(text);
  return out;
}
