/** What the bench measures of ours inside its own process, bundled by `scripts/bench.mjs`. */
import { builtinDocset } from '../server/src/docset';
import { readDocument, type TemplateDocument } from '../server/src/document';
import { completion } from '../server/src/features/completion';
import { hover } from '../server/src/features/hover';
import { semanticTokens } from '../server/src/features/semanticTokens';
import { parse } from '../server/src/liquid';
import { type Proof, provePayload } from '../server/src/payload';
import { defaultLimits, type Rendered, renderText } from '../server/src/render';
import { checkDocument, type Finding } from '../server/src/rules';
import { completeUser, emptyWorkspace } from '../server/src/workspace';

export { builtinDocset, completion, hover, parse, semanticTokens };

export const context = { docset: builtinDocset, workspace: emptyWorkspace };

export const read = (text: string, name = 'a.liquid'): TemplateDocument =>
  readDocument(`file:///${name}`, text, { docset: builtinDocset, config: emptyWorkspace.config, root: null });

export const check = (document: TemplateDocument): readonly Finding[] => checkDocument(document, context);

export const prove = (text: string): Proof =>
  provePayload(parse(text), {
    template: null,
    valueLists: {},
    contentBlocks: new Map(),
    attributes: builtinDocset.attributes,
  });

export const render = (text: string): Rendered =>
  renderText(text, {
    user: completeUser.data,
    contentBlocks: {},
    mocks: [],
    now: '2026-01-01T00:00:00.000Z',
    seed: 0,
    limits: { ...defaultLimits, time: 60_000, output: 64 * 1024 * 1024 },
  });
