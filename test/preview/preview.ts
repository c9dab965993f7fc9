/** Renders a template as the preview does, in place: for tests. */
import { builtinDocset } from '../../server/src/docset';
import { readDocument, type TemplateDocument } from '../../server/src/document';
import { detailsOf } from '../../server/src/preview/details';
import type { Goal } from '../../server/src/preview/reach';
import { type RenderContext, type Rendered, renderText } from '../../server/src/render';
import { completeUser, emptyWorkspace, type WorkspaceView } from '../../server/src/workspace';
import { contextOf } from '../render/render';

export const docset = builtinDocset;

export interface Previewed {
  readonly document: TemplateDocument;
  readonly rendered: readonly Rendered[];
  readonly details: ReturnType<typeof detailsOf>;
}

export function documentOf(text: string, path = 'a.liquid'): TemplateDocument {
  return readDocument(`file:///w/${path}`, text, { docset, config: emptyWorkspace.config, root: 'file:///w' });
}

export function workspaceOf(blocks: Readonly<Record<string, string>> = {}): WorkspaceView {
  const contentBlocks = new Map(Object.entries(blocks).map(([name, text]) => [name, { name, uri: null, text }]));
  return { ...emptyWorkspace, contentBlocks };
}

export function renderAll(document: TemplateDocument, given: Partial<RenderContext> = {}): readonly Rendered[] {
  return document.fields.map(({ tree }) => renderText(tree, contextOf({ user: completeUser.data, ...given })));
}

export function preview(text: string, given: Partial<RenderContext> = {}, path?: string): Previewed {
  const document = documentOf(text, path);
  const rendered = renderAll(document, given);
  return { document, rendered, details: detailsOf(document, rendered) };
}

/** Tries a goal's candidates as the server does. */
export function pursue(document: TemplateDocument, goal: Goal, contentBlocks: Readonly<Record<string, string>> = {}) {
  for (const { user, now, mocks, ...rest } of goal.candidates) {
    const rendered = renderAll(document, {
      user,
      mocks,
      contentBlocks,
      ...(now === null ? {} : { now: new Date(now).toISOString() }),
    });
    if (goal.isReached(rendered)) return { user, now, mocks, rendered, ...rest };
  }
  return null;
}
