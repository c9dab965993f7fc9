/** Hover: what the thing under the cursor is, from the docsets, the workspace and the template itself. */
import type { Hover, MarkupContent, Position } from 'vscode-languageserver-types';
import { CONTENT_BLOCKS, findPartnerTemplate } from '../docset';
import type { TagEntry } from '../docset/types';
import { isForm } from '../document';
import type { Field, TemplateDocument } from '../document/types';
import { fieldAt, formCursor, payloadCursor } from '../payload';
import { scopeOf } from '../rules/scope';
import { capturedField } from './captured';
import { valuesOf } from './complete/payload';
import { type FeatureContext, fieldRange, fileRange } from './context';
import { type Cursor, cursorAt, type LiquidCursor } from './cursor';
import {
  attributeDocs,
  contentBlockDocs,
  fieldDocs,
  filterDocs,
  headerDocs,
  memberDocs,
  namespaceDocs,
  operatorDocs,
  optionDocs,
  ownAttributeDocs,
  syntaxDocs,
  tagDocs,
  templateDocs,
  variableDocs,
} from './docs';
import { FRONT_MATTER_DOCS } from './frontMatterDocs';
import { likelyPartners } from './likelyPartners';
import { dataKey, membersOf, shapeOf } from './shape';

/** What stands at a position; null where there is nothing to say. */
export function hover(document: TemplateDocument, position: Position, context: FeatureContext): Hover | null {
  const cursor = cursorAt(document, position);
  switch (cursor.at) {
    case 'nothing':
    case 'comment':
      return null;
    case 'text':
      return payloadHover(cursor, document, context);
    case 'front-matter-key':
    case 'front-matter-value':
    case 'header-name':
    case 'header-value': {
      const contents = frontMatterDocs(cursor, document, context);
      return contents === null ? null : { contents, range: fileRange(document, cursor.span) };
    }
    default: {
      if (cursor.span.start === cursor.span.end) return null;
      const contents = liquidDocs(cursor, document, context);
      return contents === null ? null : { contents, range: fieldRange(document, cursor.field, cursor.span) };
    }
  }
}

function liquidDocs(cursor: LiquidCursor, document: TemplateDocument, context: FeatureContext): MarkupContent | null {
  const { docset } = context;
  switch (cursor.at) {
    case 'attribute-key':
      return keyDocs(cursor.namespace, cursor.key, context);
    case 'expression':
      return expressionDocs(cursor, document, context);
    case 'segment': {
      const shape = shapeOf(cursor.object, cursor.offset, cursor.depth, { ...context, document, field: cursor.field });
      const member = membersOf(shape).find((candidate) => candidate.name === cursor.text);
      return member === undefined ? null : memberDocs(member);
    }
    case 'filter':
      return found(docset.filters.get(cursor.text), filterDocs);
    case 'tag-name':
      return found(tagNamed(cursor.text, docset.tags), tagDocs);
    case 'operator':
      return found(docset.operators.get(cursor.text), operatorDocs);
    case 'option-name':
    case 'option-value':
    case 'modifier': {
      const name = cursor.at === 'option-value' ? cursor.option : cursor.text.replace(/^:/, '');
      return found(
        docset.tags.get(cursor.tag.name)?.options?.find((option) => option.name === name),
        optionDocs,
      );
    }
    case 'target':
      return variable(cursor, document, context);
    default:
      return null;
  }
}

function keyDocs(namespace: string, key: string, { docset, workspace }: FeatureContext): MarkupContent | null {
  const entry = docset.attributes.get(namespace)?.get(key);
  if (entry !== undefined) return attributeDocs(entry);
  const block = namespace === CONTENT_BLOCKS ? workspace.contentBlocks.get(key) : undefined;
  if (block !== undefined) return contentBlockDocs(block);
  const known = docset.namespaces.get(namespace);
  if (known === undefined || !known.open) return null;
  for (const user of workspace.users) {
    const values = user.data[dataKey(namespace)];
    if (typeof values === 'object' && values !== null && Object.hasOwn(values, key)) {
      return ownAttributeDocs(namespace, key, (values as Readonly<Record<string, unknown>>)[key]);
    }
  }
  return workspace.attributes.get(namespace)?.has(key) === true
    ? ownAttributeDocs(namespace, key, undefined)
    : namespaceDocs(known);
}

function expressionDocs(
  cursor: Extract<LiquidCursor, { at: 'expression' }>,
  document: TemplateDocument,
  context: FeatureContext,
): MarkupContent | null {
  const { docset } = context;
  if (cursor.string !== null) return null;
  if (cursor.node?.kind === 'keyword') return found(docset.syntax.get(cursor.text), syntaxDocs);
  return (
    (cursor.isNamespace ? null : variable(cursor, document, context)) ??
    found(docset.namespaces.get(cursor.text), namespaceDocs)
  );
}

function variable(
  { field, span, text }: LiquidCursor,
  document: TemplateDocument,
  { docset }: FeatureContext,
): MarkupContent | null {
  const scope = scopeOf(field.tree, docset.tags);
  const made = scope.definitions.find((definition) => definition.written && definition.span.start === span.start);
  return found(made ?? scope.resolve(text, span.start) ?? undefined, (definition) =>
    variableDocs(definition, field, document, docset),
  );
}

/** `endif` is documented where `if` is. */
function tagNamed(name: string, tags: ReadonlyMap<string, TagEntry>): TagEntry | undefined {
  return tags.get(name) ?? [...tags.values()].find((tag) => tag.end === name);
}

function payloadHover(
  { field, offset }: Extract<Cursor, { at: 'text' }>,
  document: TemplateDocument,
  { docset }: FeatureContext,
): Hover | null {
  if (field !== document.body) return null;
  if (isForm(document)) return formHover(field, offset, document);
  if (!document.isJson) return null;
  const captured = capturedField(document, offset);
  const payload = captured === null ? payloadCursor(field.tree, offset) : null;
  if (captured === null && (payload === null || payload.word === '')) return null;
  const path = captured?.path ?? (payload!.at === 'key' ? [...payload!.path, payload!.word] : payload!.path);
  const likely = likelyPartners(
    document,
    path.slice(0, -1),
    [...(payload?.siblings ?? []), String(path.at(-1))],
    docset,
  );
  const fitting = likely.find(({ template }) => fieldAt(template, path) !== null);
  if (!fitting) return null;
  const entry = fieldAt(fitting.template, path)!;
  const values = valuesOf(entry, fitting.partner).map(String);
  return {
    contents: fieldDocs(entry, values, fitting.partner.name),
    range: fieldRange(document, field, captured?.span ?? payload!.replace),
  };
}

function formHover(field: Field, offset: number, document: TemplateDocument): Hover | null {
  const { partner, template } = document.partner!;
  const captured = capturedField(document, offset);
  const cursor = captured === null ? formCursor(field.tree, offset) : null;
  const name = captured?.path[0] ?? (cursor?.at === 'name' ? cursor.word : cursor?.name);
  const entry = name === undefined ? null : fieldAt(template, [name]);
  if (entry === null || cursor?.word === '') return null;
  return {
    contents: fieldDocs(entry, valuesOf(entry, partner).map(String), partner.name),
    range: fieldRange(document, field, captured?.span ?? cursor!.replace),
  };
}

function frontMatterDocs(
  cursor: Extract<Cursor, { at: 'front-matter-key' | 'front-matter-value' | 'header-name' | 'header-value' }>,
  document: TemplateDocument,
  { docset }: FeatureContext,
): MarkupContent | null {
  switch (cursor.at) {
    case 'front-matter-key':
      return FRONT_MATTER_DOCS[cursor.text] ?? null;
    case 'front-matter-value': {
      const template = cursor.key === 'partner' ? findPartnerTemplate(docset, cursor.text) : null;
      return template === null
        ? (FRONT_MATTER_DOCS[cursor.key] ?? null)
        : templateDocs(template.partner, template.template);
    }
    default: {
      const name = (cursor.at === 'header-name' ? cursor.text : cursor.header).toLowerCase();
      const entry = document.partner?.template.headers?.find((header) => header.name.toLowerCase() === name);
      return entry === undefined ? null : headerDocs(entry, document.partner!.template.name);
    }
  }
}

function found<T>(entry: T | undefined, render: (entry: T) => MarkupContent): MarkupContent | null {
  return entry === undefined ? null : render(entry);
}
