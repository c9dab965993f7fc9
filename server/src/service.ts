/**
 * The language service: open documents, the workspace and the cache of what was read from them. Synchronous and without
 * I/O; `server.ts` and `cli.ts` hand it texts.
 */
import { type Docset, findPartnerTemplate, partnerTemplateIds } from './docset';
import { readDocument, readMarkdown, type TemplateDocument } from './document';
import type { TemplateItem, UserItem } from './protocol';
import { bundledUsers, createWorkspace, type Workspace, type WorkspaceView } from './workspace';

/** What every feature is given beside the document. */
export interface Context {
  readonly docset: Docset;
  readonly workspace: WorkspaceView;
}

export interface LanguageService {
  readonly workspace: Workspace;
  /** A document opened or changed in the editor. */
  open(uri: string, text: string, isMarkdown: boolean): void;
  close(uri: string): void;
  /** The URIs of the open documents. */
  openUris(): readonly string[];
  /**
   * The templates of an open file, read at most once a text and a state of the workspace: one, or those of a Markdown
   * file. Empty when it is not open.
   */
  documents(uri: string): readonly TemplateDocument[];
  contextOf(uri: string): Context;
  templates(uri: string | null): readonly TemplateItem[];
  users(uri: string | null): readonly UserItem[];
}

interface Reading {
  readonly text: string;
  readonly revision: number;
  readonly documents: readonly TemplateDocument[];
}

/** A service that knows no document and no folder yet. */
export function createLanguageService(): LanguageService {
  const workspace = createWorkspace();
  const texts = new Map<string, { readonly text: string; readonly isMarkdown: boolean }>();
  const read = new Map<string, Reading>();

  return {
    workspace,
    open(uri, text, isMarkdown) {
      texts.set(uri, { text, isMarkdown });
      workspace.setOpen(uri, text);
    },
    close(uri) {
      texts.delete(uri);
      read.delete(uri);
      workspace.setOpen(uri, null);
    },
    openUris: () => [...texts.keys()],
    documents(uri) {
      const open = texts.get(uri);
      if (open === undefined) return [];
      const cached = read.get(uri);
      if (cached?.text === open.text && cached.revision === workspace.revision()) return cached.documents;
      const { docset, workspace: view } = workspace.contextOf(uri);
      const context = { docset, config: view.config, root: view.root };
      const documents = open.isMarkdown
        ? readMarkdown(uri, open.text, context)
        : [readDocument(uri, open.text, context)];
      read.set(uri, { text: open.text, revision: workspace.revision(), documents });
      return documents;
    },
    contextOf: (uri) => workspace.contextOf(uri),
    templates: (uri) => templateItems(workspace.contextOf(uri ?? '').docset),
    users(uri) {
      const own = workspace.contextOf(uri ?? '').workspace.users;
      return [...own, ...bundledUsers].map((user) => ({
        label: user.label,
        uri: user.uri,
        user: { label: user.label, ...user.data },
        notes: user.notes,
      }));
    },
  };
}

const ENDINGS: Readonly<Record<string, string>> = { webhook: '.webhook.liquid' };

function templateItems(docset: Docset): readonly TemplateItem[] {
  return partnerTemplateIds(docset).map((id) => {
    const { partner, template } = findPartnerTemplate(docset, id)!;
    return {
      id,
      partner: partner.name,
      name: template.name,
      description: template.description,
      kind: template.kind,
      text: template.file,
      fileName: `${id.replace('/', '-')}${ENDINGS[template.kind] ?? '.liquid'}`,
    };
  });
}
