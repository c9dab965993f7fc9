/** The preview's requests: one rendering, all users' outcomes, coverage, a user who gets somewhere, a mock for a call. */
import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  ProgressType,
  ResponseError,
} from 'vscode-languageserver';
import { readDocument, type TemplateDocument } from './document';
import { fieldAt } from './features/context';
import type { Disk } from './folders';
import { heed, uriIn } from './handlers';
import { coverageOf, nothingReached, type Reached, reachedBy } from './preview/coverage';
import { detailsOf } from './preview/details';
import { mockFor } from './preview/mockFor';
import { outcomeOf, outcomesLabel } from './preview/outcomes';
import { branchGoal, type Candidate, type Goal, problemGoal } from './preview/reach';
import { baseContext } from './preview/renderContext';
import { userFile, userPath, withOverrides } from './preview/userFile';
import { usesOf } from './preview/uses';
import {
  type Coverage,
  coverageRequest,
  type MockFile,
  type MockParams,
  mockRequest,
  type OutcomeRow,
  type OutcomesParams,
  type OutcomesResult,
  outcomesRequest,
  type ReachParams,
  type ReachResult,
  type RenderDetails,
  type RenderOverrides,
  type RenderParams,
  type RenderResult,
  reachRequest,
  renderRequest,
} from './protocol';
import { type RenderContext, type Rendered, type RenderHost, renderDocument } from './render';
import { answers } from './render/tags/connectedContent';
import type { Context, LanguageService } from './service';
import {
  bundledUsers,
  completeUser,
  type Mock,
  randomUser,
  readMock,
  readSampleUser,
  type SampleUser,
} from './workspace';

export interface PreviewServer {
  readonly connection: Connection;
  readonly service: LanguageService;
  /** Resolves when the workspace has been read. */
  loaded(): Promise<void>;
  readonly platform: Disk & {
    readonly renderHost: RenderHost;
    /** ISO 8601. */
    now(): string;
  };
}

/** Answers the requests on a connection. */
export function servePreview(server: PreviewServer): void {
  const { connection, loaded } = server;
  const preview = createPreviewRequests(server);
  connection.onRequest(renderRequest, async (params: RenderParams) => {
    await loaded();
    return preview.render(params);
  });
  connection.onRequest(outcomesRequest, async (params: OutcomesParams, token) => {
    await loaded();
    const partial = params.partialResultToken;
    return preview.outcomes(params, token, (rows) => {
      if (partial !== undefined) void connection.sendProgress(outcomesProgress, partial, rows);
    });
  });
  connection.onRequest(coverageRequest, async (params: OutcomesParams, token) => {
    await loaded();
    return preview.coverage(params, token);
  });
  connection.onRequest(reachRequest, async (params: ReachParams, token) => {
    await loaded();
    return preview.reach(params, token);
  });
  connection.onRequest(mockRequest, async (params: MockParams) => {
    await loaded();
    return preview.mock(params);
  });
}

const outcomesProgress = new ProgressType<readonly OutcomeRow[]>();

interface PreviewRequests {
  render(params: RenderParams): Promise<RenderResult>;
  outcomes(
    params: OutcomesParams,
    token: CancellationToken,
    progress: (rows: readonly OutcomeRow[]) => void,
  ): Promise<OutcomesResult>;
  coverage(params: OutcomesParams, token: CancellationToken): Promise<Coverage>;
  reach(params: ReachParams, token: CancellationToken): Promise<ReachResult>;
  mock(params: MockParams): Promise<MockFile>;
}

/** Rows that are told at once; and how long they are held back at most, in milliseconds. */
const CHUNK = 25;
const CHUNK_TIME = 100;

/** Users stopped at a limit before the others are not tried any more: the fault is the template's. */
const MAX_STOPPED = 3;

/** Milliseconds that all users together may take: a megabyte for hundreds of users is minutes of work. */
const OUTCOMES_TIME = 30_000;

/** Milliseconds that a search for a user may take. */
const REACH_TIME = 5000;

function createPreviewRequests({ service, platform }: PreviewServer): PreviewRequests {
  const { renderHost } = platform;

  /** What a request is about, as it is open, else as it is saved; refuses a file that is not there. */
  async function subject(uri: string, saved = false): Promise<{ document: TemplateDocument; context: Context }> {
    const open = saved ? undefined : service.documents(uri)[0];
    const document = open ?? (await readFromDisk(uri));
    return document ? { document, context: service.contextOf(uri) } : refuse(`There is no file ${uri} to render.`);
  }
  async function readFromDisk(uri: string): Promise<TemplateDocument | null> {
    const text = await platform.readFile(uri);
    const { docset, workspace } = service.contextOf(uri);
    return text === null ? null : readDocument(uri, text, { docset, config: workspace.config, root: workspace.root });
  }
  function moment(now: string | undefined, overrides: RenderOverrides = {}): string {
    const asked = overrides.now ?? now ?? platform.now();
    return Number.isNaN(Date.parse(asked)) ? refuse(`'${asked}' is no ISO 8601 time.`) : asked;
  }
  const renderTexts = (document: TemplateDocument, context: RenderContext): Promise<readonly Rendered[]> =>
    renderHost.render({ texts: document.fields.map((field) => field.text), context });

  async function render(params: RenderParams): Promise<RenderResult> {
    const { document, context } = await subject(uriIn(params), params.saved);
    const user = userOf(params, document, context);
    const { overrides = {} } = params;
    const renderContext: RenderContext = {
      ...baseContext(context, moment(params.now, overrides)),
      user: withOverrides(user.data, overrides),
      mocks: [...mocksOf(params.mocks), ...context.workspace.mocks],
      seed: params.random ?? 0,
    };
    const rendered = await renderTexts(document, renderContext);
    const result = renderDocument(document, renderContext, rendered);
    if (!params.details) return result;
    const file = userFile({ label: user.label, data: renderContext.user }, context.docset);
    const paths = result.reads.flatMap(({ name }) => {
      const path = userPath(name, context.docset);
      return path ? [[name, path] as const] : [];
    });
    const mocks: readonly Mock[] = [...mocksOf(params.mocks), ...context.workspace.mocks];
    const details: RenderDetails = {
      user: file,
      now: renderContext.now,
      ...detailsOf(document, rendered),
      channel: document.channel,
      userPaths: Object.fromEntries(paths),
      mockFiles: result.calls.map(({ method, url }) => mocks.find((mock) => answers(mock, method, url))?.uri ?? null),
    };
    return { ...result, details };
  }

  /** Renders for one user after the other; between two of them the server does its other work. */
  async function forUsers(
    params: OutcomesParams,
    token: CancellationToken,
    progress: (rows: readonly OutcomeRow[]) => void,
  ): Promise<{ document: TemplateDocument; rows: readonly OutcomeRow[]; reached: Reached }> {
    const { document, context } = await subject(uriIn(params));
    const { overrides = {} } = params;
    const base = baseContext(context, moment(params.now, overrides));
    const rows: OutcomeRow[] = [];
    let reached = nothingReached(document);
    let stopped = 0;
    let told = 0;
    const startedAt = performance.now();
    let toldAt = startedAt;
    for (const { label, user } of usersOf(params.users, context)) {
      const row = { label, uri: user?.uri ?? null };
      if (!user) rows.push({ ...row, outcome: 'error', reason: NO_USER, range: null });
      else if (stopped >= MAX_STOPPED) rows.push({ ...row, outcome: 'limit', reason: NOT_TRIED, range: null });
      else if (performance.now() - startedAt > OUTCOMES_TIME) {
        rows.push({ ...row, outcome: 'limit', reason: OUT_OF_TIME, range: null });
      } else {
        const rendered = await renderTexts(document, { ...base, user: withOverrides(user.data, overrides) });
        const cell = outcomeOf(document, rendered);
        reached = reachedBy(document, reached, rendered);
        if (cell.outcome === 'limit') stopped++;
        rows.push({ ...row, ...cell });
      }
      heed(token);
      if (rows.length - told >= CHUNK || performance.now() - toldAt > CHUNK_TIME) {
        progress(rows.slice(told));
        told = rows.length;
        toldAt = performance.now();
      }
    }
    if (rows.length > told) progress(rows.slice(told));
    return { document, rows, reached };
  }

  /** Tries users until one reaches the goal. */
  async function search(
    { candidates, isReached }: Goal,
    document: TemplateDocument,
    base: RenderContext,
    token: CancellationToken,
  ): Promise<Candidate | null> {
    const started = performance.now();
    for (const candidate of candidates) {
      const rendered = await renderTexts(document, {
        ...base,
        user: candidate.user,
        mocks: [...candidate.mocks, ...base.mocks],
        now: candidate.now === null ? base.now : new Date(candidate.now).toISOString(),
        seed: candidate.seed ?? base.seed,
      });
      heed(token);
      if (isReached(rendered)) return candidate;
      if (performance.now() - started > REACH_TIME) return null;
    }
    return null;
  }

  async function reach(params: ReachParams, token: CancellationToken): Promise<ReachResult> {
    const { document, context } = await subject(uriIn(params));
    const base = baseContext(context, moment(params.now));
    const none = (why: string): ReachResult => ({ user: null, seed: null, now: null, mocks: [], why });
    const place = fieldAt(document, params.position);
    if (!place) return none('There is no Liquid here.');
    const asked = { ...context, now: Date.parse(base.now), seed: params.seed ?? 0 };
    const goal =
      params.problem === undefined
        ? branchGoal(document, place, asked)
        : problemGoal(document, params.problem, place.offset, asked);
    if (!goal) return none(`There is no payload problem '${params.problem}' here any more.`);
    const found = await search(goal, document, base, token);
    if (!found) return none(goal.failure);
    const { user, label, seed, now, mocks, why } = found;
    const file = userFile({ label, data: user }, context.docset);
    return { user: file, seed, now: now === null ? null : new Date(now).toISOString(), mocks, why };
  }

  return {
    render,
    outcomes: async (params, token, progress) => {
      const { document, rows, reached } = await forUsers(params, token, progress);
      return { label: outcomesLabel(rows), rows, coverage: coverageOf(document, reached) };
    },
    coverage: async (params, token) => {
      const { document, reached } = await forUsers(params, token, () => undefined);
      return coverageOf(document, reached);
    },
    reach,
    mock: async ({ textDocument, call }) => {
      const { document, context } = await subject(textDocument.uri);
      const { answers: uses } = usesOf(document, context.docset, context.workspace.contentBlocks);
      return mockFor(call, context.docset, uses.get(call.save ?? '')?.shape ?? null);
    },
  };
}

const NO_USER = "This is no sample user: it has to be an object with 'attributes'.";
const NOT_TRIED = 'Not tried: the users before were stopped at the limit too. Look for a loop that runs too often.';

const OUT_OF_TIME = `Not tried: the users before took ${OUTCOMES_TIME / 1000} seconds together.`;

function refuse(message: string): never {
  throw new ResponseError(LSPErrorCodes.RequestFailed, message);
}

function userOf(
  { user, random }: RenderParams,
  document: TemplateDocument,
  { docset, workspace }: Context,
): SampleUser {
  if (random !== undefined) {
    return randomUser(random, docset, usesOf(document, docset, workspace.contentBlocks).attributes);
  }
  if (user === undefined) return completeUser;
  return (
    readSampleUser(user, docset, null, 'Sample user') ??
    refuse("'user' has to be a sample user: an object with 'attributes'.")
  );
}

function mocksOf(values: readonly unknown[] = []): readonly Mock[] {
  return values.map((value) => readMock(value, null)).filter((mock) => typeof mock !== 'string');
}

function usersOf(
  given: readonly unknown[] | undefined,
  { docset, workspace }: Context,
): readonly { readonly label: string; readonly user: SampleUser | null }[] {
  if (given) {
    return given.map((value, i) => {
      const user = readSampleUser(value, docset, null, `User ${i + 1}`);
      return { label: user?.label ?? `User ${i + 1}`, user };
    });
  }
  return [...workspace.users, ...bundledUsers].map((user) => ({ label: user.label, user }));
}
