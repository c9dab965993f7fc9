/** A template file's text → the document: kind, channel, fields with their trees, partner. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { partnerTemplateIds, suggest } from '../docset';
import type { Docset, PartnerDocset } from '../docset/types';
import { type Problem, parse, type Span } from '../liquid';
import { beginsAsJson } from '../payload';
import type { Config } from '../workspace/types';
import { type FrontMatterReading, type LiquidValue, readFrontMatter } from './frontMatter';
import { matchPartner, partnerComment } from './partner';
import { shiftedMap, shiftMap } from './positionMap';
import type { DocumentKind, Field, PartnerMatch, TemplateDocument } from './types';

export interface ReadContext {
  readonly docset: Docset;
  readonly config: Config;
  /** URI of the folder that config globs count from; null without one. */
  readonly root: string | null;
}

/** What a text that stands inside another file knows from around it. */
export interface Surroundings {
  /** The template's stretch of the file. */
  readonly span: Span;
  /** Only this partner's templates are looked at, and less evidence is asked for. */
  readonly partner: PartnerDocset | null;
  /** Variables that other stretches of the file define. */
  readonly outsideNames: ReadonlySet<string>;
}

/** Reads a template file. Never throws; what is wrong with the file is in the result's `problems` and its fields' trees. */
export function readDocument(uri: string, text: string, context: ReadContext): TemplateDocument {
  return readStretch(uri, text, context, null);
}

/** The fields of a template alone, for what needs to know no more of it; of a stretch of the text, where one is given. */
export function readFields(text: string, { start, end }: Span = { start: 0, end: text.length }): readonly Field[] {
  const reading = shiftReading(readFrontMatter(text.slice(start, end)), start);
  return [...reading.values.map(liquidField), bodyField(text, reading.bodyStart, end)];
}

/** Reads a template that stands inside another file (Markdown); all its positions are those of the file. */
export function readStretch(
  uri: string,
  text: string,
  context: ReadContext,
  surroundings: Surroundings | null,
): TemplateDocument {
  const span = surroundings?.span ?? { start: 0, end: text.length };
  const reading = shiftReading(readFrontMatter(text.slice(span.start, span.end)), span.start);
  const path = relativePath(uri, context.root);
  const kind = kindOf(surroundings ? '' : path, reading, context.config);
  const fields = reading.values.map(liquidField);
  const body = bodyField(text, reading.bodyStart, span.end);
  const url = fields.find((field) => field.role === 'url');
  const values = reading.frontMatter?.values ?? {};
  const evidence = {
    named: values.partner,
    body: body.tree,
    url: url?.tree ?? null,
    globs: context.config.partners,
    path,
    among: surroundings?.partner ?? null,
  };
  const partner = matchPartner(context.docset, evidence);
  return {
    uri,
    text,
    lines: TextDocument.create(uri, 'braze-liquid', 0, text),
    kind,
    channel: values.channel ?? (kind === 'email' || kind === 'webhook' ? kind : null),
    sentBy: values.sentBy ?? null,
    frontMatter: reading.frontMatter,
    fields: [...fields, body],
    body,
    partner,
    isJson: isJson(fields, body, partner),
    problems: [...reading.problems, ...partnerProblems(reading, body, context.docset)],
    ...(surroundings ? { outsideNames: surroundings.outsideNames } : {}),
  };
}

/** A reading of a stretch → the same in positions of the file. */
function shiftReading(reading: FrontMatterReading, by: number): FrontMatterReading {
  if (by === 0) return reading;
  const move = (span: Span): Span => ({ start: span.start + by, end: span.end + by });
  const moveKey = <T extends { readonly key: Span; readonly value: Span | null }>(entry: T): T => ({
    ...entry,
    key: move(entry.key),
    value: entry.value && move(entry.value),
  });
  const { frontMatter } = reading;
  return {
    frontMatter: frontMatter && {
      ...frontMatter,
      yaml: move(frontMatter.yaml),
      whole: move(frontMatter.whole),
      keys: frontMatter.keys.map(moveKey),
      headers: frontMatter.headers.map(moveKey),
    },
    values: reading.values.map((value) => ({ ...value, map: shiftMap(value.map, by) })),
    problems: reading.problems.map((problem) => ({ ...problem, span: move(problem.span) })),
    bodyStart: reading.bodyStart + by,
  };
}

function liquidField(value: LiquidValue): Field {
  return { role: value.role, name: value.name, text: value.text, tree: parse(value.text), map: value.map };
}

function bodyField(text: string, start: number, end: number): Field {
  const body = text.slice(start, end);
  return { role: 'body', name: 'body', text: body, tree: parse(body), map: shiftedMap(start, body.length) };
}

/** The path of a file below the root with `/`; its whole path where it lies elsewhere. */
export function relativePath(uri: string, root: string | null): string {
  const path = URI.parse(uri).path;
  const base = root === null ? '' : URI.parse(root).path.replace(/\/?$/, '/');
  return base !== '' && path.startsWith(base) ? path.slice(base.length) : path.replace(/^\//, '');
}

function kindOf(path: string, reading: FrontMatterReading, config: Config): DocumentKind {
  const named = reading.frontMatter?.values.kind;
  if (named === 'webhook' || named === 'content-block' || named === 'email' || named === 'message') return named;
  if (path.endsWith('.webhook.liquid')) return 'webhook';
  if (isContentBlockPath(path, config)) return 'content-block';
  return reading.frontMatter?.keys.some((key) => key.name === 'url') ? 'webhook' : 'message';
}

/** Whether a file at this path is a content block: in a folder `content_blocks`, or in one that the config names. */
export function isContentBlockPath(path: string, config: Config): boolean {
  const folders = path.split('/').slice(0, -1);
  if (folders.includes('content_blocks')) return true;
  return config.contentBlocks.some((folder) => path.startsWith(`${folder.replace(/^\.\//, '').replace(/\/+$/, '')}/`));
}

function isJson(fields: readonly Field[], body: Field, partner: PartnerMatch | null): boolean {
  const contentType = fields.find((field) => field.role === 'header' && field.name.toLowerCase() === 'content-type');
  const stated = contentType?.text.trim().toLowerCase();
  if (stated && !stated.includes('{{')) return /[/+]json\b/.test(stated);
  const known = partner?.template.body;
  // Where the payload stands in a capture, what the body prints is another thing: a link, mostly.
  if (known && !(known.capture !== undefined && captures(body, known.capture))) return known.format === 'json';
  return beginsAsJson(body.tree);
}

const captures = (body: Field, name: string): boolean =>
  body.tree.children.some((node) => {
    const markup = node.kind === 'block' ? node.branches[0]?.tag.markup : undefined;
    return (
      node.kind === 'block' && node.name === 'capture' && markup?.shape === 'target' && markup.target?.text === name
    );
  });

function partnerProblems(reading: FrontMatterReading, body: Field, docset: Docset): readonly Problem[] {
  const problems: Problem[] = [];
  const key = reading.frontMatter?.keys.find((entry) => entry.name === 'partner');
  const named = reading.frontMatter?.values.partner;
  if (key && named !== undefined) problems.push(...unknownPartner(named, key.value ?? key.key, docset));
  const comment = partnerComment(body.tree);
  if (comment)
    problems.push(
      ...unknownPartner(
        comment.id,
        { start: body.map.toFile(comment.start), end: body.map.toFile(comment.end) },
        docset,
      ),
    );
  return problems;
}

function unknownPartner(id: string, span: { start: number; end: number }, docset: Docset): readonly Problem[] {
  const known = partnerTemplateIds(docset);
  if (known.includes(id)) return [];
  const near = suggest(id, known);
  const advice = near ? `Did you mean '${near}'?` : `Known templates: ${known.slice(0, 6).join(', ')} …`;
  const message = `No docset knows the partner template '${id}', so the payload is not checked. ${advice}`;
  return [{ code: 'frontmatter-invalid', message, span, data: near ? { replacement: near } : undefined }];
}
