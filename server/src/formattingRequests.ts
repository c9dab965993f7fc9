/** The requests for formatting, and which files we are asked them for. */
import {
  BulkRegistration,
  type ClientCapabilities,
  type Connection,
  type DocumentFormattingParams,
  DocumentFormattingRequest,
  type DocumentOnTypeFormattingOptions,
  type DocumentOnTypeFormattingParams,
  DocumentOnTypeFormattingRequest,
  type DocumentRangeFormattingParams,
  DocumentRangeFormattingRequest,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { formatting, rangeFormatting } from './features/formatting';
import { onTypeCharacters, onTypeFormatting } from './features/onTypeFormatting';
import type { Handlers } from './handlers';

/** Other languages that a client shows us, Markdown above all, have formatters of their own. */
const documentSelector = [{ language: 'braze-liquid' }];
const onType: DocumentOnTypeFormattingOptions = {
  firstTriggerCharacter: onTypeCharacters[0],
  moreTriggerCharacter: onTypeCharacters.slice(1),
};

/** What a client is told at once: all, unless it lets us say later for which files. */
export function formattingCapabilities(client: ClientCapabilities): ServerCapabilities {
  if (registersLater(client)) return {};
  return {
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: onType,
  };
}

/** What it is told once it is initialized. */
export function registerFormatting(connection: Connection, client: ClientCapabilities): void {
  if (!registersLater(client)) return;
  const registrations = BulkRegistration.create();
  registrations.add(DocumentFormattingRequest.type, { documentSelector });
  registrations.add(DocumentRangeFormattingRequest.type, { documentSelector });
  registrations.add(DocumentOnTypeFormattingRequest.type, { documentSelector, ...onType });
  connection.client.register(registrations).catch(() => undefined);
}

const registersLater = ({ textDocument }: ClientCapabilities): boolean =>
  [textDocument?.formatting, textDocument?.rangeFormatting, textDocument?.onTypeFormatting].every(
    (ability) => ability?.dynamicRegistration === true,
  );

/** Answers the requests on a connection. */
export function serveFormatting(connection: Connection, { whole }: Handlers): void {
  connection.onDocumentFormatting(
    whole('textDocument/formatting', [], (document, { options }: DocumentFormattingParams) =>
      formatting(document, options),
    ),
  );
  connection.onDocumentRangeFormatting(
    whole('textDocument/rangeFormatting', [], (document, { range, options }: DocumentRangeFormattingParams) =>
      rangeFormatting(document, range, options),
    ),
  );
  connection.onDocumentOnTypeFormatting(
    whole('textDocument/onTypeFormatting', [], (document, params: DocumentOnTypeFormattingParams, context) =>
      onTypeFormatting(document, params.position, params.ch, params.options, context),
    ),
  );
}
