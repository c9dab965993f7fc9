/**
 * What all requests about a document have in common: they wait for the workspace, heed a cancellation, find the template,
 * and a bug costs one answer, logged with its method and URI, never with the user's text.
 */
import {
  type CancellationToken,
  ErrorCodes,
  LSPErrorCodes,
  type Position,
  ResponseError,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { TemplateDocument } from './document';
import { isSteps, type Steps } from './features/steps';
import type { Context, LanguageService } from './service';

export interface HandlerServer {
  readonly service: LanguageService;
  /** Resolves when the workspace has been read. */
  loaded(): Promise<void>;
  /** The language of an open document, as the client calls it. */
  languageOf(uri: string): string | undefined;
  /** Takes the report of a bug. */
  log(message: string): void;
}

interface OfDocument {
  readonly textDocument: { readonly uri: string };
}

type Handler<P, T> = (params: P, token: CancellationToken) => Promise<T>;

export interface Handlers {
  /** The templates of an open file; JSON and other files that a client opens with us have none. */
  documentsOf(uri: string): readonly TemplateDocument[];
  /** The template at a position: the file's one, or that stretch of a Markdown file. */
  documentAt(uri: string, position: Position): TemplateDocument | null;
  /** Runs a feature; a bug in it is logged and answered by the method's empty value. */
  guard<T>(method: string, uri: string, empty: T, run: () => T): T;
  /** A request's handler for the template that `find` finds; `empty` where it finds none. */
  handler<P extends OfDocument, T>(
    method: string,
    empty: T,
    find: (uri: string, params: P) => TemplateDocument | null,
    run: (document: TemplateDocument, params: P, context: Context) => T | Steps<T>,
  ): Handler<P, T>;
  /** Of the template at a position. */
  at<P extends TextDocumentPositionParams, T>(
    method: string,
    empty: T,
    run: (document: TemplateDocument, params: P, context: Context) => T | Steps<T>,
  ): Handler<P, T>;
  /** Of a whole file that is one template. */
  whole<P extends OfDocument, T>(
    method: string,
    empty: T,
    run: (document: TemplateDocument, params: P, context: Context) => T,
  ): Handler<P, T>;
  /** Of the workspace. */
  wide<P, T>(method: string, empty: T, run: (params: P) => T | Steps<T>): Handler<P, T>;
}

/** Makes what wraps every request's feature. */
export function createHandlers({ service, loaded, languageOf, log }: HandlerServer): Handlers {
  const documentsOf = (uri: string): readonly TemplateDocument[] =>
    isData(uri, languageOf(uri)) ? [] : service.documents(uri);
  const documentAt = (uri: string, position: Position): TemplateDocument | null =>
    documentsOf(uri).find((document) => holds(document, position)) ?? null;
  const guard = <T>(method: string, uri: string, empty: T, run: () => T): T => {
    try {
      return run();
    } catch (error) {
      return reported(error, method, uri, empty);
    }
  };
  const reported = <T>(error: unknown, method: string, uri: string, empty: T): T => {
    // A refusal is an answer.
    if (error instanceof ResponseError) throw error;
    log(`${method} ${uri}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    return empty;
  };
  /** An answer that may take steps: between them other requests are served, and a cancellation or an edit ends it. */
  const answered = async <T>(
    method: string,
    uri: string,
    empty: T,
    token: CancellationToken,
    run: () => T | Steps<T>,
  ): Promise<T> => {
    try {
      const answer = run();
      return isSteps(answer) ? await inSlices(answer, token, () => service.workspace.edits()) : answer;
    } catch (error) {
      return reported(error, method, uri, empty);
    }
  };
  const ready = async (token: CancellationToken): Promise<void> => {
    await loaded();
    heed(token);
  };
  const handler: Handlers['handler'] = (method, empty, find, run) => async (params, token) => {
    await ready(token);
    const uri = uriIn(params);
    const document = guard(method, uri, null, () => find(uri, params));
    if (!document) return empty;
    return answered(method, uri, empty, token, () => run(document, params, service.contextOf(uri)));
  };
  const only = (documents: readonly TemplateDocument[]): TemplateDocument | null =>
    documents[0] && documents.length === 1 && startOf(documents[0]) <= 1 ? documents[0] : null;
  return {
    documentsOf,
    documentAt,
    guard,
    handler,
    at: (method, empty, run) => handler(method, empty, (uri, { position }) => documentAt(uri, position), run),
    whole: (method, empty, run) => handler(method, empty, (uri) => only(documentsOf(uri)), run),
    wide: (method, empty, run) => async (params, token) => {
      await ready(token);
      return answered(method, '', empty, token, () => run(params));
    },
  };
}

/** Milliseconds of work at a time, before other requests have their turn. */
export const SLICE = 8;

async function inSlices<T>(steps: Steps<T>, token: CancellationToken, edits: () => number): Promise<T> {
  const before = edits();
  for (let end = performance.now() + SLICE; ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() < end) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    heed(token);
    // What was found so far may stand elsewhere now.
    if (edits() !== before) throw new ResponseError(LSPErrorCodes.ContentModified, 'content modified');
    end = performance.now() + SLICE;
  }
}

/** Ends a request that the client no longer wants answered. */
export function heed(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

/** The document that a request is about; one that names none is refused. */
export function uriIn(params: Partial<OfDocument> | null | undefined): string {
  const uri: unknown = params?.textDocument?.uri;
  if (typeof uri === 'string') return uri;
  throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no document.');
}

/** Whether a file beside the templates is meant: a sample user, a mock, a registry. */
export function isData(uri: string, languageId: string | undefined): boolean {
  return ['json', 'jsonc', 'yaml'].includes(languageId ?? '') || /\.(json|ya?ml)$/.test(uri);
}

/** What cannot be done right is refused, with the reason for the user. */
export function orRefuse<T extends object>(answer: T | { readonly refusal: string }): T {
  if ('refusal' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal);
  return answer;
}

const startOf = (document: TemplateDocument): number =>
  document.frontMatter?.whole.start ?? document.body.map.file.start;

/** Whether a position lies in a template; in a file that is one it always does. */
function holds(document: TemplateDocument, position: Position): boolean {
  const offset = document.lines.offsetAt(position);
  return startOf(document) <= 1 || (offset >= startOf(document) && offset <= document.body.map.file.end);
}
