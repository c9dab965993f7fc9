/**
 * What does not fit together in a docset file that follows its form: examples against their own fields, a URL against its
 * own pattern, the right file against the rules. The product itself is the judge, so a docset is tested as a template is.
 */
import { loadDocset, suggest, typesOf } from './docset';
import type { BodyEntry, CallEntry, DocsetFile, FieldEntry, PartnerDocset, PartnerTemplate } from './docset/types';
import { matchSegments, readDocument, urlSegments } from './document';
import { parse } from './liquid';
import { provePayload } from './payload';
import { checkDocument } from './rules';
import { defaultConfig, emptyWorkspace } from './workspace';

/** Something doubtful at a place of a docset file. */
export interface Doubt {
  readonly message: string;
  /** Keys and indexes from the top. */
  readonly path: readonly (string | number)[];
}

type Path = Doubt['path'];

/** All doubts about a docset file; none about additions to the language. */
export function docsetDoubts(file: DocsetFile): readonly Doubt[] {
  if (!('partner' in file)) return [];
  return file.templates.flatMap((template, i) => {
    const path = ['templates', i];
    return [
      ...urlDoubts(template, path),
      ...headerDoubts(template, path),
      ...bodyDoubts(template.body, file, [...path, 'body']),
      ...(template.calls ?? []).flatMap((call, j) => callDoubts(call, file, [...path, 'calls', j])),
      ...fileDoubts(file, template, [...path, 'file']),
    ];
  });
}

function urlDoubts({ url }: PartnerTemplate, path: Path): readonly Doubt[] {
  const segments = url ? urlSegments(parse(url.template)) : null;
  // Of a host that the customer puts in nothing can be said.
  if (!url || !segments || segments[0]?.includes('<')) return [];
  if ([url.match, ...(url.also ?? [])].some((match) => matchSegments(match.split('/'), segments) !== null)) return [];
  const message = `The URL '${url.template}' does not fit '${url.match}', so no file is known by it. Write host and path without https://, and '*' for a part that differs.`;
  return [{ message, path: [...path, 'url', 'match'] }];
}

function headerDoubts({ headers = [] }: PartnerTemplate, path: Path): readonly Doubt[] {
  return headers.flatMap(({ name, value, pattern }, i) => {
    if (value === undefined || pattern === undefined || value.includes('{')) return [];
    if (new RegExp(`^(?:${pattern})$`, 'i').test(value.replace(/<[^<>]*>/g, 'x'))) return [];
    const message = `The value '${value}' of '${name}' does not fit its own pattern.`;
    return [{ message, path: [...path, 'headers', i, 'value'] }];
  });
}

// ── Fields ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function bodyDoubts(body: BodyEntry | undefined, partner: PartnerDocset, path: Path): readonly Doubt[] {
  if (!body) return [];
  const names = (body.fields ?? []).map(({ name }) => name);
  const groups = (body.atLeastOne ?? []).flatMap((group, i) =>
    group.flatMap((name, j): readonly Doubt[] => {
      if (names.includes(name)) return [];
      const near = suggest(name, names);
      const message = `There is no field '${name}' in this body.${near === null ? '' : ` Did you mean '${near}'?`}`;
      return [{ message, path: [...path, 'atLeastOne', i, j] }];
    }),
  );
  return [
    ...groups,
    ...fieldsDoubts(body.fields, partner, [...path, 'fields']),
    ...(body.items ? fieldDoubts(body.items, partner, [...path, 'items']) : []),
  ];
}

function fieldsDoubts(fields: readonly FieldEntry[] | undefined, partner: PartnerDocset, path: Path): readonly Doubt[] {
  return (fields ?? []).flatMap((field, i) => fieldDoubts(field, partner, [...path, i]));
}

function fieldDoubts(field: FieldEntry, partner: PartnerDocset, path: Path): readonly Doubt[] {
  const types = typesOf(field);
  const doubts: Doubt[] = [];
  const { minimum, maximum, example, liquid } = field;
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    doubts.push({ message: `No number is from ${minimum} to ${maximum}.`, path: [...path, 'minimum'] });
  }
  if (field.fields && !types.includes('object')) doubts.push(misplaced(field, 'fields', 'object', path));
  if (field.items && !types.includes('array')) doubts.push(misplaced(field, 'items', 'array', path));
  const [wrong] = liquid === undefined ? [] : parse(liquid).problems;
  if (wrong)
    doubts.push({ message: `The Liquid of '${field.name}' is wrong: ${wrong.message}`, path: [...path, 'liquid'] });
  if (example !== undefined) {
    const told = misfits(
      { [field.name]: example },
      [{ ...field, pattern: undefined, required: false, example: undefined }],
      partner,
    );
    if (told !== null)
      doubts.push({ message: `The example of '${field.name}' does not fit: ${told}`, path: [...path, 'example'] });
  }
  return [
    ...doubts,
    ...fieldsDoubts(field.fields, partner, [...path, 'fields']),
    ...(field.items ? fieldDoubts(field.items, partner, [...path, 'items']) : []),
  ];
}

const misplaced = (field: FieldEntry, key: string, wanted: string, path: Path): Doubt => ({
  message: `'${key}' tells of an ${wanted}, and the type of '${field.name}' is ${typesOf(field).join(' or ')}.`,
  path: [...path, key],
});

function callDoubts(
  { answer, example, list, additionalFields }: CallEntry,
  partner: PartnerDocset,
  path: Path,
): readonly Doubt[] {
  const told: Doubt[] = [...fieldsDoubts(answer, partner, [...path, 'answer'])];
  if (!answer || example === undefined) return told;
  const isList = list ?? Array.isArray(example);
  if (isList !== Array.isArray(example)) {
    const message = isList
      ? "The example is no list, and 'list' says that the answer is."
      : "The example is a list, and 'list' says that the answer is none.";
    return [...told, { message, path: [...path, 'example'] }];
  }
  const [first] = isList ? (example as readonly unknown[]) : [example];
  const wrong = first === undefined ? null : misfits(first, answer, partner, additionalFields);
  if (wrong !== null)
    told.push({ message: `The example does not fit the fields of the answer: ${wrong}`, path: [...path, 'example'] });
  return told;
}

const MISFITS: ReadonlySet<string> = new Set([
  'payload-type',
  'payload-value',
  'payload-missing-field',
  'payload-unknown-field',
]);

/** The first thing that is wrong in a value that is to have these fields; null when nothing is. */
function misfits(
  value: unknown,
  fields: readonly FieldEntry[],
  { valueLists = {} }: PartnerDocset,
  additionalFields = false,
): string | null {
  const template: PartnerTemplate = {
    id: 'example',
    name: 'Example',
    kind: 'webhook',
    description: '',
    file: '',
    body: { format: 'json', fields, additionalFields },
  };
  const text = JSON.stringify(value) ?? '';
  const span = { start: 0, end: text.length };
  // Text as it stands: an example may hold what looks like Liquid.
  const tree = { kind: 'template', ...span, text, children: [{ kind: 'text', ...span }], problems: [] } as const;
  const { problems } = provePayload(tree, { template, valueLists, contentBlocks: new Map() });
  return problems.find(({ code }) => MISFITS.has(code))?.message ?? null;
}

// ── The right file ───────────────────────────────────────────────────────────────────────────────────────────────────

const FILE_NAMES: Readonly<Record<PartnerTemplate['kind'], string>> = {
  webhook: 'a.webhook.liquid',
  'content-block': 'content_blocks/a.liquid',
  'connected-content': 'a.liquid',
};

/** What the file still needs from whoever uses it. */
const TO_BE_FILLED: ReadonlySet<string> = new Set(['payload-placeholder', 'cc-placeholder', 'cc-inline-secret']);

/** How much is told of a file that is wrong: the rest is seen in the file itself. */
const MOST_TOLD = 3;

function fileDoubts(partner: PartnerDocset, template: PartnerTemplate, path: Path): readonly Doubt[] {
  const docset = loadDocset([partner]);
  const context = { docset, config: defaultConfig, root: 'file:///' };
  const document = readDocument(`file:///${FILE_NAMES[template.kind]}`, template.file, context);
  const id = `${partner.partner}/${template.id}`;
  const named = document.partner?.id;
  if (named !== id) {
    const message = `The file is not known as '${id}'${named === undefined ? '' : `, but as '${named}'`}. Write 'partner: ${id}' into its front matter, or a comment 'partner: ${id}' at its begin.`;
    return [{ message, path }];
  }
  return checkDocument(document, { docset, workspace: emptyWorkspace })
    .filter(({ severity, code }) => (severity === 'error' || severity === 'warning') && !TO_BE_FILLED.has(code))
    .slice(0, MOST_TOLD)
    .map(({ message, code, span }) => {
      const line = document.lines.positionAt(span.start).line + 1;
      return { message: `The file does not check clean. Its line ${line}: ${message} (${code})`, path };
    });
}
