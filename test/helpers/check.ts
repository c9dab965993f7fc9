/** Reads and checks a template as the server does, for tests. */
import { builtinDocset } from '../../server/src/docset';
import { readDocument, type TemplateDocument } from '../../server/src/document';
import { checkDocument, type Finding, type Fix, fixesFor } from '../../server/src/rules';
import { type Config, emptyWorkspace, type WorkspaceView } from '../../server/src/workspace';

export interface Setting {
  /** Path below the workspace; a message by default. */
  readonly path?: string;
  readonly config?: Partial<Config>;
  /** Content blocks by name. */
  readonly blocks?: Readonly<Record<string, string>>;
  readonly workspace?: Partial<WorkspaceView>;
}

export interface Checked {
  readonly document: TemplateDocument;
  readonly findings: readonly Finding[];
  readonly workspace: WorkspaceView;
}

/** Checks a template's text. */
export function check(
  text: string,
  { path = 'message.liquid', config, blocks = {}, workspace }: Setting = {},
): Checked {
  const view: WorkspaceView = {
    ...emptyWorkspace,
    config: { ...emptyWorkspace.config, ...config },
    contentBlocks: new Map(Object.entries(blocks).map(([name, body]) => [name, { name, uri: null, text: body }])),
    ...workspace,
  };
  const context = { docset: builtinDocset, config: view.config, root: 'file:///w' };
  const document = readDocument(`file:///w/${path}`, text, context);
  return { document, findings: checkDocument(document, { docset: builtinDocset, workspace: view }), workspace: view };
}

/** The codes found, in the order of the file; those of a severity, when one is given. */
export function codes(text: string, setting?: Setting): readonly string[] {
  return check(text, setting).findings.map(({ code }) => code);
}

/** The text after the only fix (or the one whose title holds `title`) for the first finding of a code. */
export function fixed(
  text: string,
  code: string,
  { title = '', ...setting }: Setting & { title?: string } = {},
): string {
  const { document, findings, workspace } = check(text, setting);
  const finding = findings.find((one) => one.code === code);
  if (!finding)
    throw new Error(`no ${code} in ${JSON.stringify(text)}, but ${findings.map((one) => one.code).join(', ')}`);
  const fixes = fixesFor(finding, document, { docset: builtinDocset, workspace });
  const fix = fixes.find((one) => one.title.includes(title));
  if (!fix) throw new Error(`no fix for ${code}: ${fixes.map((one) => one.title).join(', ')}`);
  return applied(text, fix);
}

/** A text with a fix's edits. */
export function applied(text: string, { edits }: Fix): string {
  let result = text;
  for (const { span, newText } of [...edits].sort((a, b) => b.span.start - a.span.start)) {
    result = result.slice(0, span.start) + newText + result.slice(span.end);
  }
  return result;
}
