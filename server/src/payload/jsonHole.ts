/** Data in JSON: in a string, as a value of its own, or joined by a text. */
import { typesOf } from '../docset';
import type { Span } from '../liquid';
import { append, emptyContent, type Part } from './content';
import { readFormHole } from './form';
import { type Guard, never } from './guard';
import { missingColon, unclosedKey } from './jsonColon';
import { missingComma } from './jsonPunctuation';
import { afterValue, currentField } from './jsonValue';
import { tailWord } from './jsonWord';
import { readLiteral } from './machine';
import { type StringState, signature, type WordState } from './reader';
import { certainly, type Run, report, spend } from './run';
import type { Reading } from './step';
import { type Hole, type Literal, printerOf } from './values';
import { emptyWord, nextShape, textWord, type WordShape } from './words';

/** Reads data that an output prints; `span` is the output. */
export function readHole(run: Run, reading: Reading, hole: Hole, span: Span): readonly Reading[] {
  spend(run, 1);
  if (reading.reader.isForm) return readFormHole(run, reading, hole, span);
  if (hole.subject && !run.uses.has(hole.subject)) {
    run.uses.set(hole.subject, reading.reader.token?.kind === 'string' ? 'text' : 'number');
  }
  if (reading.reader.token?.kind === 'comment') return [reading];
  if (hole.separator !== null) return readJoined(run, reading, hole, span);
  if (reading.reader.token?.kind === 'string')
    return [readHoleInString(run, reading, reading.reader.token, hole, span)];
  const nothing = certainly(run, reading.guard, hole.blank, run.guards.or(hole.blank, hole.falsy));
  const rest = run.guards.less(reading.guard, nothing);
  const readings: Reading[] = nothing === never ? [] : [{ guard: nothing, reader: reading.reader }];
  if (rest !== never) readings.push(...readBareHole(run, { guard: rest, reader: reading.reader }, hole, span));
  return readings;
}

function readHoleInString(run: Run, reading: Reading, token: StringState, hole: Hole, span: Span): Reading {
  const site = run.printed ?? span;
  if (hole.prints === 'json') {
    report(run, {
      code: 'payload-invalid',
      message: `${printerOf(hole)} prints a whole JSON value with quotes of its own. Remove the quotes around it, or use 'json_escape'.`,
      span: run.source === null ? span : site,
      guard: reading.guard,
    });
  } else if (needsEscape(run, reading, token, hole)) {
    report(run, {
      code: 'json-escape',
      message: `${printerOf(hole)} is printed into JSON as it is: a quote or line break in it breaks the body. Add '| json_escape'.`,
      span: run.source === null ? span : site,
      guard: reading.guard,
      data: { output: run.source === null ? span.start : null },
    });
  }
  const content = append(token.content, { piece: hole, site: run.source === null ? span : site });
  return { guard: reading.guard, reader: { ...reading.reader, token: { ...token, content }, last: site } };
}

const safeFormats: ReadonlySet<string> = new Set([
  'date-time',
  'local-date-time',
  'date',
  'uuid',
  'color',
  'unix-seconds',
  'unix-milliseconds',
]);

function needsEscape(run: Run, reading: Reading, token: StringState, hole: Hole): boolean {
  if (hole.safety !== 'raw' || (hole.prints !== 'any' && hole.prints !== 'text')) return false;
  if (run.guards.implies(reading.guard, hole.blank)) return false;
  const field = token.role === 'value' ? currentField(reading.reader.frame) : null;
  if (field?.format && safeFormats.has(field.format)) return false;
  const types = field ? typesOf(field) : ['string'];
  return types.some((type) => type === 'string' || type === 'object' || type === 'array');
}

/** Data where a value, a key or punctuation may stand. */
function readBareHole(run: Run, reading: Reading, hole: Hole, span: Span): readonly Reading[] {
  const { reader, guard } = reading;
  const site = run.source === null ? span : (run.printed ?? span);
  const part: Part = { piece: hole, site };
  const token = reader.tail === null ? reader.token : tailWord(reader.tail, site);
  if (token?.kind === 'word') {
    const content = append(token.content, part);
    return [
      {
        guard,
        reader: {
          ...reader,
          tail: null,
          token: { ...token, shape: shapeWith(token.shape, hole), content },
          last: site,
        },
      },
    ];
  }
  const valuePlace = reader.mode === 'value' || (reader.frame?.kind === 'array' && reader.mode !== 'after');
  const unclosed = reader.mode === 'colon' ? unclosedKey(reading) : null;
  if (unclosed) {
    report(run, {
      code: 'json-unbalanced',
      message: unclosed,
      span: reader.frame?.keySpan ?? site,
      guard,
      follows: 'stop',
    });
    run.broken = run.guards.or(run.broken, guard);
    return [];
  }
  if (hole.prints === 'unknown') return lose(run, guard);
  if (!valuePlace) {
    const isScalar = hole.prints === 'number' || hole.prints === 'boolean';
    if (isScalar && reader.mode === 'after') missingComma(run, reading, site);
    else if (reader.mode === 'colon') {
      missingColon(run, reading, site);
      return [{ guard, reader: afterValue(reader, site) }];
    } else return lose(run, guard);
  }
  if (hole.prints === 'text' || hole.prints === 'array') {
    // What stands behind it tells whether it lacks both quotes or the first of them.
    const content = append(emptyContent, part);
    const word: WordState = { kind: 'word', role: 'value', shape: textWord, content, open: site };
    return [{ guard, reader: { ...reader, token: word, last: site } }];
  }
  const strange = hole.subject
    ? certainly(
        run,
        guard,
        run.facts.when(hole.subject, ({ kind }) => kind === 'text' || kind === 'other'),
      )
    : never;
  if (strange !== never) {
    report(run, {
      code: 'payload-invalid',
      message: `${printerOf(hole)} is a text on this path, and a text in JSON needs double quotes around it.`,
      span: site,
      guard: strange,
    });
  }
  const blank = run.facts.possible(run.guards.and(guard, hole.blank));
  if (blank !== never && hole.prints !== 'json') {
    report(run, {
      code: 'json-unquoted-output',
      message: `${printerOf(hole)} may be blank: then no value stands here, and the body is no JSON. Add '| default: …', or quotes around it.`,
      span: site,
      guard,
      data: { output: run.source === null ? span.start : null },
    });
  }
  const word: WordState = {
    kind: 'word',
    role: 'value',
    shape: nextShape(emptyWord, '#'),
    content: append(emptyContent, part),
    open: site,
  };
  return [{ guard, reader: { ...reader, token: word, last: site } }];
}

function shapeWith(shape: WordShape, { prints }: Hole): WordShape {
  return prints === 'text' ? textWord : nextShape(shape, '#');
}

function lose(run: Run, guard: Guard): readonly Reading[] {
  run.lost = run.guards.or(run.lost, guard);
  return [];
}

/** An array printed with a text between its items: none, one, or many of them. */
function readJoined(run: Run, reading: Reading, hole: Hole, span: Span): readonly Reading[] {
  const item = hole.item;
  const { separator } = hole;
  if (!item || separator === null) return [reading];
  const nothing = certainly(run, reading.guard, hole.blank, run.guards.or(hole.blank, hole.falsy));
  const rest = run.guards.less(reading.guard, nothing);
  const sites = { ...item, safety: separator.includes('"') ? 'plain' : item.safety } as Hole;
  const literal: Literal = { kind: 'literal', text: separator, at: null };
  const next = (readings: readonly Reading[]): readonly Reading[] =>
    readings.flatMap((one) => readLiteral(run, one, literal)).flatMap((one) => readHole(run, one, sites, span));
  const outer = run.printed;
  run.printed ??= span;
  const one = readHole(run, { guard: rest, reader: reading.reader }, sites, span);
  const two = next(one);
  const three = next(two);
  run.printed = outer;
  const seen = new Set(two.map(({ reader }) => signature(reader)));
  const steady = three.every(({ reader }) => seen.has(signature(reader)));
  if (!steady) lose(run, rest);
  return [
    ...(nothing === never ? [] : [{ guard: nothing, reader: reading.reader }]),
    ...(rest === never ? [] : [...one, ...two]),
  ];
}
