/** Docset entries as Markdown: the one place that decides what help looks like, for hover, completion and signatures. */
import type { MarkupContent } from 'vscode-languageserver-types';
import type {
  AttributeEntry,
  Docset,
  Entry,
  Example,
  FieldEntry,
  FilterEntry,
  HeaderEntry,
  NamespaceEntry,
  OperatorEntry,
  Parameter,
  PartnerDocset,
  PartnerTemplate,
  TagEntry,
  TagOption,
} from '../docset/types';
import type { Field, TemplateDocument } from '../document/types';
import type { Definition } from '../rules/scope';
import type { ContentBlock } from '../workspace/types';
import { code, codeBlock, inlineValue, link, markdown } from './markdown';

const LANGUAGE = 'braze-liquid';

/** `truncate: length, ellipsis`. */
export function filterSignature(filter: FilterEntry): string {
  const parameters = filter.parameters.map(parameterLabel).join(', ');
  return parameters === '' ? filter.name : `${filter.name}: ${parameters}`;
}

/** `length = 50`, `ellipsis?`. */
export function parameterLabel(parameter: Parameter): string {
  if (parameter.default !== undefined) return `${parameter.name} = ${parameter.default}`;
  return parameter.required ? parameter.name : `${parameter.name}?`;
}

/** A filter's arguments, description, example and page. */
export function filterDocs(filter: FilterEntry): MarkupContent {
  const origin = { liquid: 'Liquid filter', braze: 'Braze filter', shopify: 'Shopify filter' }[filter.origin];
  return markdown([
    codeBlock(`| ${filterSignature(filter)}`, LANGUAGE),
    `_${origin}, gives ${filter.returns}_`,
    ...common(filter, [
      list(filter.parameters.map(parameterLine)),
      filter.onNil !== undefined && `With nil: ${filter.onNil}`,
    ]),
  ]);
}

/** A tag's form, description, example and page. */
export function tagDocs(tag: TagEntry): MarkupContent {
  return markdown([
    codeBlock(tag.syntax, LANGUAGE),
    ...common(tag, [tag.options !== undefined && list(tag.options.map(optionLine))]),
  ]);
}

/** What an option such as `:save` does and takes. */
export function optionDocs(option: TagOption): MarkupContent {
  const value = option.flag === true ? '' : ` ${option.value ?? option.values?.join('|') ?? 'value'}`;
  return markdown([
    codeBlock(`:${option.name}${value}`, LANGUAGE),
    ...common(option, [
      facts([
        ['Values', option.values?.map(code).join(', ')],
        ['Default', option.default === undefined ? undefined : code(option.default)],
      ]),
    ]),
  ]);
}

/** What an operator compares. */
export function operatorDocs(operator: OperatorEntry): MarkupContent {
  return markdown([codeBlock(`a ${operator.name} b`, LANGUAGE), ...common(operator, [])]);
}

/** How an attribute is written in a template: `${first_name}`, `custom_attribute.${x}`, `shopping_cart.products`. */
export function attributeCode(namespace: string, key: string, form: NamespaceEntry['form'] = 'key'): string {
  if (namespace === '') return `\${${key}}`;
  return form === 'plain' ? `${namespace}.${key}` : `${namespace}.\${${key}}`;
}

/**
 * An attribute's type, description and sample value.
 * @param form how its namespace writes keys
 */
export function attributeDocs(entry: AttributeEntry, form?: NamespaceEntry['form']): MarkupContent {
  return markdown([
    codeBlock(`{{${attributeCode(entry.namespace, entry.name, form)}}}`, LANGUAGE),
    `_${entry.type}${entry.nullable === true ? ', may be unset' : ''}_`,
    ...common(entry, [
      facts([
        ['Values', entry.values?.map(code).join(', ')],
        ['Sample', entry.sample === undefined ? undefined : code(inlineValue(entry.sample))],
        ['In the REST export', entry.exportName === undefined ? undefined : code(entry.exportName)],
      ]),
    ]),
  ]);
}

/** What a namespace holds, and how its keys are written. */
export function namespaceDocs(entry: NamespaceEntry): MarkupContent {
  return markdown([
    codeBlock(`{{${attributeCode(entry.name, entry.open ? 'your_key' : 'key', entry.form)}}}`, LANGUAGE),
    ...common(entry, []),
  ]);
}

/** A field of a partner's payload; `values` are those that count once value lists are looked up. */
export function fieldDocs(field: FieldEntry, values: readonly string[], by: string): MarkupContent {
  const type = typeof field.type === 'string' ? field.type : field.type.join(' or ');
  const shown = values.slice(0, 12).map(code).join(', ');
  return markdown([
    `**${code(field.name)}** _${type}${field.format === undefined ? '' : `, ${field.format}`}, ${field.required === true ? 'required' : 'optional'}_ – ${by}`,
    field.description,
    facts([
      ['Values', values.length > 12 ? `${shown} and ${values.length - 12} more` : shown],
      ['From', field.minimum === undefined ? undefined : code(String(field.minimum))],
      ['To', field.maximum === undefined ? undefined : code(String(field.maximum))],
      ['Default', field.default === undefined ? undefined : code(inlineValue(field.default))],
      ['Comes after', field.after === undefined ? undefined : code(field.after)],
      ['Example', field.example === undefined ? undefined : code(inlineValue(field.example))],
    ]),
    link('Documentation', field.href),
  ]);
}

/**
 * What a header is for.
 * @param by who asks for it
 */
export function headerDocs(header: HeaderEntry, by: string): MarkupContent {
  return markdown([
    `**${code(header.name)}** _header, ${header.required === true ? 'required' : 'optional'}_ – ${by}`,
    header.description,
    header.value !== undefined && codeBlock(header.value, LANGUAGE),
  ]);
}

/** What a partner's template is for, and the partner's page about it. */
export function templateDocs(partner: PartnerDocset, template: PartnerTemplate): MarkupContent {
  return markdown([
    `**${template.name}** – ${partner.name}`,
    template.description,
    facts([
      ['Method', template.method === undefined ? undefined : code(template.method)],
      ['URL', template.url === undefined ? undefined : code(template.url.template)],
    ]),
    link('Documentation', template.href ?? partner.href),
  ]);
}

/** Description, more of the entry's own, examples, status, link: the same order everywhere. */
function common(
  entry: Entry,
  own: readonly (string | null | undefined | false)[],
): (string | null | undefined | false)[] {
  return [
    statusLine(entry),
    entry.description,
    ...own,
    entry.channels !== undefined && facts([['Channels', entry.channels.join(', ')]]),
    entry.note !== undefined && `_${entry.note}_`,
    ...(entry.examples ?? []).slice(0, 2).map(exampleBlock),
    link('Documentation', entry.href),
  ];
}

function statusLine(entry: Entry): string | null {
  const instead = entry.replacement === undefined ? '' : ` Use ${code(entry.replacement)}.`;
  switch (entry.status) {
    case 'deprecated':
      return `**Deprecated.**${instead}`;
    case 'unsupported':
      return `**Not supported by Braze.**${instead}`;
    case 'uncertain':
      return `**Not in Braze's documentation.** It may not work.${instead}`;
    default:
      return null;
  }
}

function exampleBlock(example: Example): string {
  const source = codeBlock(example.code, LANGUAGE);
  if (example.output === undefined) return source;
  return example.output.includes('\n')
    ? `${source}\n\n${codeBlock(example.output, 'text')}`
    : `${source}\n\n→ ${code(example.output)}`;
}

function parameterLine(parameter: Parameter): string {
  const need = parameter.required ? '' : ', optional';
  const byDefault = parameter.default === undefined ? '' : `, default ${code(parameter.default)}`;
  return `${code(parameter.name)} _${parameter.type}${need}_${byDefault}${parameter.description === undefined ? '' : `: ${parameter.description}`}`;
}

function optionLine(option: TagOption): string {
  return `${code(`:${option.name}`)} ${option.description}`;
}

function list(lines: readonly string[]): string | null {
  return lines.length === 0 ? null : lines.map((line) => `- ${line}`).join('\n');
}

function facts(pairs: readonly (readonly [string, string | undefined])[]): string | null {
  return list(
    pairs.filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => `${name}: ${value}`),
  );
}

/** An attribute that only the workspace knows. */
export function ownAttributeDocs(namespace: string, key: string, sample: unknown): MarkupContent {
  return markdown([
    codeBlock(`{{${attributeCode(namespace, key)}}}`, LANGUAGE),
    'Used in this workspace; the docsets do not know it.',
    sample !== undefined && facts([['Sample', code(inlineValue(sample))]]),
  ]);
}

/** A content block by its first lines. */
export function contentBlockDocs(block: ContentBlock): MarkupContent {
  const lines = block.text.trim().split('\n');
  const shown = lines.slice(0, 8).map((line) => (line.length > 160 ? `${line.slice(0, 157)}…` : line));
  return markdown([
    `**${code(block.name)}** _content block_`,
    codeBlock(lines.length > shown.length ? [...shown, '…'].join('\n') : shown.join('\n'), LANGUAGE),
  ]);
}

/** What stands behind a dot. */
export function memberDocs(member: {
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly href?: string;
  readonly sample?: unknown;
}): MarkupContent {
  return markdown([
    `**${code(member.name)}** _${member.type}_`,
    member.description,
    member.sample !== undefined && facts([['Sample', code(inlineValue(member.sample))]]),
    link('Documentation', member.href),
  ]);
}

/** A keyword or a delimiter. */
export function syntaxDocs(entry: Entry): MarkupContent {
  return markdown([`**${code(entry.name)}**`, ...common(entry, [])]);
}

const DEFINED_BY: Readonly<Record<Definition['kind'], string>> = {
  assign: 'variable',
  capture: 'captured text',
  counter: 'counter',
  loop: 'loop variable',
  result: 'result of a tag',
  helper: 'loop helper',
};

/** A variable by the tag that makes it, in a field of the document. */
export function variableDocs(
  definition: Definition,
  field: Field,
  document: TemplateDocument,
  docset: Docset,
): MarkupContent {
  const { tag, name, kind, written } = definition;
  const { line } = document.lines.positionAt(field.map.toFile(tag.start));
  const source = field.text.slice(tag.start, Math.min(tag.end, tag.start + 300));
  // What a tag makes without being told a name is documented with it.
  const entry = written ? undefined : docset.tags.get(tag.name)?.sets?.find((variable) => variable.name === name);
  return markdown([
    `**${code(name)}** _${DEFINED_BY[kind]}, made in line ${line + 1}_`,
    entry?.description,
    codeBlock(source, LANGUAGE),
    entry?.fields !== undefined &&
      list(entry.fields.map((member) => `${code(member.name)} _${member.type}_: ${member.description}`)),
    link('Documentation', entry?.href),
  ]);
}
