/** A template file's text → the document: kind, channel, fields with their trees, partner. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { partnerTemplateIds, suggest } from '../docset';
import type { Docset } from '../docset/types';
import { type Problem, parse, type Span } from '../liquid';
import { beginsAsJson } from '../payload';
import type { Config } from '../workspace/types';
import { type FrontMatterReading, type LiquidValue, readFrontMatter, readYamlFile } from './frontMatter';
import { matchPartner, partnerComment } from './partner';
import type { Subject } from './partnerKeys';
import { mapThrough, shiftedMap } from './positionMap';
import type { Aside, DocumentKind, Field, PartnerMatch, PositionMap, TemplateDocument } from './types';

export interface ReadContext {
  readonly docset: Docset;
  readonly config: Config;
  /** URI of the folder that config globs count from; null without one. */
  readonly root: string | null;
}

/** What a text that stands inside another file knows from around it. */
export interface Surroundings {
  /** The template's text. */
  readonly text: string;
  /** Where it stands in the file. */
  readonly map: PositionMap;
  /** The partner that the file is about: its templates are known on less evidence. */
  readonly subject: Subject | null;
  readonly outsideNames: ReadonlySet<string>;
  readonly outsideBlocks: ReadonlyMap<string, string>;
  readonly asides: readonly Aside[];
  /** The file's, read once for all of them. */
  readonly lines: TextDocument;
}

/** What an email of the layout `email_templates/<name>/` has beside its body. */
export const YAML_TEMPLATE = /(^|\/)email_templates\/[^/]+\/template\.ya?ml$/;

/** Reads a template file. Never throws; what is wrong with the file is in the result's `problems` and its fields' trees. */
export function readDocument(uri: string, text: string, context: ReadContext): TemplateDocument {
  return readStretch(uri, text, context, null);
}

/** The fields of a template alone, for what needs to know no more of it; `map` leads its text into a file that it stands in. */
export function readFields(text: string, map: PositionMap | null = null): readonly Field[] {
  const own = readFrontMatter(text);
  const { values } = map ? readingInFile(own, map) : own;
  return [...values.map(liquidField), bodyField(text, own.bodyStart, map)];
}

/** Reads a template that stands inside another file (Markdown); all its positions are those of the file. */
export function readStretch(
  uri: string,
  text: string,
  context: ReadContext,
  surroundings: Surroundings | null,
): TemplateDocument {
  const own = surroundings?.text ?? text;
  const path = relativePath(uri, context.root);
  const inOwn = YAML_TEMPLATE.test(path) ? readYamlFile(own) : readFrontMatter(own);
  const reading = surroundings ? readingInFile(inOwn, surroundings.map) : inOwn;
  const kind = kindOf(surroundings ? '' : path, reading, context.config);
  const fields = reading.values.map(liquidField);
  const body = bodyField(own, inOwn.bodyStart, surroundings?.map ?? null);
  const url = fields.find((field) => field.role === 'url');
  const values = reading.frontMatter?.values ?? {};
  const evidence = {
    named: values.partner,
    body: body.tree,
    url: url?.tree ?? null,
    globs: context.config.partners,
    path,
    subject: surroundings?.subject ?? null,
  };
  const isPart = surroundings !== null && isPartOfJson(body.text);
  const matched = matchPartner(context.docset, evidence);
  const partner = isPart && matched?.by === 'payload' ? null : matched;
  return {
    uri,
    text,
    lines: surroundings?.lines ?? TextDocument.create(uri, 'braze-liquid', 0, text),
    kind,
    channel: values.channel ?? (kind === 'email' || kind === 'webhook' ? kind : null),
    sentBy: values.sentBy ?? null,
    frontMatter: reading.frontMatter,
    fields: [...fields, body],
    body,
    partner,
    isJson: !isPart && isJson(fields, body, partner),
    problems: [...reading.problems, ...partnerProblems(reading, body, context.docset)],
    ...(surroundings && {
      outsideNames: surroundings.outsideNames,
      outsideBlocks: surroundings.outsideBlocks,
      asides: surroundings.asides,
    }),
  };
}

/** A reading of a stretch → the same in positions of the file. */
function readingInFile(reading: FrontMatterReading, map: PositionMap): FrontMatterReading {
  const move = ({ start, end }: Span): Span => ({ start: map.toFile(start), end: map.toFile(end) });
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
    values: reading.values.map((value) => ({ ...value, map: mapThrough(value.map, map) })),
    problems: reading.problems.map((problem) => ({ ...problem, span: move(problem.span) })),
    bodyStart: reading.bodyStart,
  };
}

function liquidField(value: LiquidValue): Field {
  return { role: value.role, name: value.name, text: value.text, tree: parse(value.text), map: value.map };
}

/** The body: what stands behind the front matter, in a text that `outer` leads into the file. */
function bodyField(text: string, start: number, outer: PositionMap | null): Field {
  const body = text.slice(start);
  const map = shiftedMap(start, body.length);
  return { role: 'body', name: 'body', text: body, tree: parse(body), map: outer ? mapThrough(map, outer) : map };
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

/**
 * Whether a text is a few members of a JSON object, as a page quotes them: `"attributes": [ … ]`. One whose brackets do
 * not fit is an object that lacks a brace.
 */
function isPartOfJson(text: string): boolean {
  if (!/^\s*"[^"\n{}]*"\s*:/.test(text)) return false;
  let depth = 0;
  for (const bracket of text.match(/[[\]{}]/g) ?? []) {
    depth += bracket === '{' || bracket === '[' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
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
