/** Values: variables in scope, literals that fit the place, members behind a dot. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Docset, Parameter } from '../../docset/types';
import type { Field, TemplateDocument } from '../../document/types';
import type { Expression } from '../../liquid';
import { type Definition, scopeOf } from '../../rules/scope';
import { pathOfVariable } from '../captured';
import type { FeatureContext } from '../context';
import type { LiquidCursor } from '../cursor';
import { memberDocs, syntaxDocs, variableDocs } from '../docs';
import { membersOf, type ShapeContext, shapeOf } from '../shape';
import type { Draft } from './draft';
import { keyDrafts, personalizationDrafts } from './names';
import { capturedDrafts } from './payload';

type ExpressionCursor = Extract<LiquidCursor, { at: 'expression' }>;
type SegmentCursor = Extract<LiquidCursor, { at: 'segment' }>;

/** A value that is known to fit, as the user would say it: without quotes. */
interface KnownValue {
  readonly value: string;
  readonly description?: string;
  readonly isText: boolean;
}

/** What can stand where a value begins. */
export function expressionDrafts(
  cursor: ExpressionCursor,
  document: TemplateDocument,
  context: FeatureContext,
): Draft[] {
  const known = knownValues(cursor, document, context);
  if (cursor.string !== null) return known.map((value, order) => valueDraft(value, '', order));
  const literals = known.map((value, order) => valueDraft(value, "'", order));
  // Such a tag takes a text and nothing that is computed.
  if (cursor.use.kind === 'call') return literals;
  const hasDollar = cursor.text.startsWith('$');
  const names = personalizationDrafts(cursor.closing, cursor.isNamespace, hasDollar, document, context);
  if (hasDollar || cursor.isNamespace) return names;
  return [...literals, ...variableDrafts(cursor, document, context), ...keywordDrafts(cursor, context), ...names];
}

/** What can stand behind a dot or in brackets. */
export function segmentDrafts(cursor: SegmentCursor, document: TemplateDocument, context: FeatureContext): Draft[] {
  const keys = namespaceKeys(cursor, document, context);
  if (keys !== null) return keys;
  const shapes: ShapeContext = { ...context, document, field: cursor.field };
  return membersOf(shapeOf(cursor.object, cursor.offset, cursor.depth, shapes)).flatMap((member, order): Draft[] => {
    const plain = /^[A-Za-z_][\w-]*\??$/.test(member.name);
    // A key that is no name goes into brackets, which a dot cannot be followed by.
    if (!plain && !cursor.bracketed) return [];
    return [
      {
        label: member.name,
        kind: CompletionItemKind.Property,
        description: member.type,
        docs: memberDocs(member),
        rank: 'a',
        order,
      },
    ];
  });
}

/** Behind a namespace and a dot `${…}` is wanted, typed or not; null where the name is none. */
function namespaceKeys(cursor: SegmentCursor, document: TemplateDocument, context: FeatureContext): Draft[] | null {
  const { object, depth, bracketed, field, offset, text } = cursor;
  if (object.kind !== 'variable' || object.name === null || depth > 0 || bracketed) return null;
  const namespace = context.docset.namespaces.get(object.name.text);
  if (namespace?.form !== 'key' || scopeOf(field.tree, context.docset.tags).resolve(namespace.name, offset) !== null)
    return null;
  return keyDrafts(namespace.name, null, document, context).map((draft) => {
    const label = `\${${draft.label}}`;
    return {
      ...draft,
      label,
      insert: label + (cursor.closing?.text ?? ''),
      filter: text.startsWith('$') ? label : draft.label,
    };
  });
}

/** The variables that can be read at the cursor, the one that was made last ahead. */
export function variableDrafts(
  cursor: { readonly field: Field; readonly offset: number },
  document: TemplateDocument,
  { docset }: FeatureContext,
): Draft[] {
  const scope = scopeOf(cursor.field.tree, docset.tags);
  // Of a tag that is being written the variable is not there yet; one of the same name may be.
  const isBeingMade = ({ tag }: Definition): boolean =>
    tag.start < cursor.offset && cursor.field.text.slice(tag.end, cursor.offset).trim() === '';
  const visible = [...scope.visibleAt(cursor.offset)].sort((a, b) => b.tag.start - a.tag.start);
  return visible.flatMap((definition, order) => {
    const made = isBeingMade(definition)
      ? scope.byName.get(definition.name)?.findLast((other) => other.tag.end <= definition.tag.start)
      : definition;
    return made ? { ...variableDraft(made, cursor.field, document, docset), order } : [];
  });
}

function variableDraft(definition: Definition, field: Field, document: TemplateDocument, docset: Docset): Draft {
  return {
    label: definition.name,
    kind: CompletionItemKind.Variable,
    description: definition.tag.name,
    docs: variableDocs(definition, field, document, docset),
    rank: definition.kind === 'helper' ? 'b' : 'a',
  };
}

function keywordDrafts(cursor: ExpressionCursor, { docset }: FeatureContext): Draft[] {
  if (cursor.use.kind === 'output' || cursor.use.kind === 'collection') return [];
  const rank = cursor.use.kind === 'comparison' ? 'b' : 'd';
  return [...docset.syntax.values()]
    .filter((entry) => /^[a-z]+$/.test(entry.name))
    .map((entry): Draft => ({ label: entry.name, kind: CompletionItemKind.Keyword, docs: syntaxDocs(entry), rank }));
}

function valueDraft({ value, description, isText }: KnownValue, quote: string, order: number): Draft {
  const mark = isText ? (quote !== '' && value.includes(quote) ? '"' : quote) : '';
  return {
    label: value,
    insert: mark + value + mark,
    kind: CompletionItemKind.Value,
    description,
    // What is typed before the list opens may be the quote already.
    filter: mark + value,
    rank: 'a',
    order,
  };
}

function knownValues(
  cursor: ExpressionCursor,
  document: TemplateDocument,
  context: FeatureContext,
): readonly KnownValue[] {
  const { use } = cursor;
  if (use.kind === 'comparison') return use.other === null ? [] : comparedValues(use.other, cursor, document, context);
  if (use.kind === 'argument') return argumentValues(parameterOf(use, context));
  if (use.kind === 'assigned') return assignedValues(use.name, cursor.field, document);
  if (use.kind === 'call') return calledValues(use.tag.name, context);
  if (use.kind === 'index') {
    const { samples, members } = shapeOf(use.object, cursor.offset, use.depth, {
      ...context,
      document,
      field: cursor.field,
    });
    // Of a list it is a number.
    const isList = samples.some(Array.isArray);
    return isList ? [] : membersOf({ samples, members }).map(({ name }) => ({ value: name, isText: true }));
  }
  return [];
}

function parameterOf(
  use: Extract<ExpressionCursor['use'], { kind: 'argument' }>,
  { docset }: FeatureContext,
): Parameter | undefined {
  const parameters = docset.filters.get(use.filter.name.text)?.parameters ?? [];
  return use.keyword === null ? parameters[use.index] : parameters.find((parameter) => parameter.name === use.keyword);
}

function argumentValues(parameter: Parameter | undefined): readonly KnownValue[] {
  if (parameter === undefined) return [];
  if (parameter.type === 'time zone') return timeZones().map((value) => ({ value, isText: true }));
  return (parameter.values ?? []).map(({ value, description }) => ({
    value,
    description,
    isText: parameter.type !== 'number',
  }));
}

/** The values that the other side of a comparison can have: a docset's closed set, else those of samples. */
function comparedValues(
  other: Expression,
  cursor: ExpressionCursor,
  document: TemplateDocument,
  context: FeatureContext,
): readonly KnownValue[] {
  const attribute = other.kind === 'nested' && other.path.length === 0 ? other.output.value.input : other;
  if (attribute?.kind === 'attribute' && attribute.path.length === 0) {
    const entry = context.docset.attributes.get(attribute.namespace?.text ?? '')?.get(attribute.key.text);
    if (entry?.values !== undefined) return entry.values.map((value) => ({ value, isText: true }));
  }
  const { samples } = shapeOf(other, cursor.offset, Number.POSITIVE_INFINITY, {
    ...context,
    document,
    field: cursor.field,
  });
  const values = samples.flatMap((sample): KnownValue[] => {
    if (typeof sample === 'string')
      return sample === '' || sample.length > 60 || sample.includes('\n') ? [] : [{ value: sample, isText: true }];
    return typeof sample === 'number' || typeof sample === 'boolean' ? [{ value: String(sample), isText: false }] : [];
  });
  return [...new Map(values.map((value) => [value.value, { ...value, description: 'sample' }])).values()].slice(0, 20);
}

/** What the field of the payload takes that a variable is printed into. */
function assignedValues(name: string, field: Field, document: TemplateDocument): readonly KnownValue[] {
  const path = field === document.body ? pathOfVariable(document, name) : null;
  if (path === null) return [];
  return capturedDrafts(path, document).map(({ label, description }) => ({ value: label, description, isText: true }));
}

/** Names that the argument of a tag can be: lists of codes that sample users have under a key named like the tag. */
function calledValues(tag: string, { workspace }: FeatureContext): readonly KnownValue[] {
  const names = workspace.users.flatMap((user) => {
    const lists = user.data[`${tag}s`];
    return typeof lists === 'object' && lists !== null ? Object.keys(lists) : [];
  });
  return [...new Set(names)].map((value) => ({ value, isText: true }));
}

let zones: readonly string[] | null = null;

/** The IANA time zones that the runtime knows. */
function timeZones(): readonly string[] {
  zones ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  return zones;
}
