/** `for`, `tablerow`, `cycle`, `break`, `continue`. */
import type { Argument, ForMarkup } from '../../liquid';
import { identity } from '../compare';
import { run } from '../engine';
import { evaluate } from '../evaluate';
import { ITEM_UNITS } from '../filters/items';
import { type LowerBlock, type LowerTag, withoutBlankText } from '../lowering';
import { toLooseInteger, toStrictInteger } from '../number';
import { inspect, toOutput, toText } from '../print';
import type { Runtime } from '../runtime';
import { type Drop, isArray, isHash, isRange, rangeSize, type Value } from '../values';

/** Where a loop stands; what `forloop` reads. */
interface Position {
  index: number;
  readonly length: number;
}

/** Names that read a position, common to both kinds of loop. */
function readPosition(position: Position, key: string): Value | undefined {
  switch (key) {
    case 'length':
      return position.length;
    case 'index':
      return position.index + 1;
    case 'index0':
      return position.index;
    case 'rindex':
      return position.length - position.index;
    case 'rindex0':
      return position.length - position.index - 1;
    case 'first':
      return position.index === 0;
    case 'last':
      return position.index === position.length - 1;
    default:
      return undefined;
  }
}

/** `forloop` of a loop. */
export function forLoop(position: Position, name: string, parent: Drop | null): Drop {
  return {
    type: 'drop',
    name: 'Liquid::ForloopDrop',
    get: (key) => (key === 'name' ? name : key === 'parentloop' ? parent : readPosition(position, key)),
  };
}

/** The members that a loop runs over, from `from` up to `to`: arrays, hashes (pairs), ranges, a text as one. */
function segmentOf(runtime: Runtime, collection: Value, from: number, to: number | null): Value[] {
  if (typeof collection === 'string') return collection === '' ? [] : [collection];
  const start = Math.max(0, from);
  if (isRange(collection)) {
    const end = Math.max(start, Math.min(rangeSize(collection), to ?? Number.POSITIVE_INFINITY));
    const size = Math.max(0, end - start);
    runtime.reserve(size * ITEM_UNITS);
    return Array.from({ length: size }, (_, i) => collection.from + start + i);
  }
  const items: readonly Value[] = isArray(collection) ? collection : isHash(collection) ? [...collection] : [];
  return items.slice(start, to === null ? undefined : Math.max(0, to));
}

/** The same for a `for`, which may leave a long range early: its numbers are made one by one. */
function membersOf(collection: Value, from: number, to: number | null, reversed: boolean, runtime: Runtime): Members {
  if (!isRange(collection)) {
    const items = segmentOf(runtime, collection, from, to);
    return { length: items.length, items: reversed ? items.reverse() : items };
  }
  const start = Math.max(0, from);
  const length = Math.max(0, Math.min(rangeSize(collection), to ?? Number.POSITIVE_INFINITY) - start);
  const first = collection.from + start;
  return { length, items: reversed ? numbers(first + length - 1, -1, length) : numbers(first, 1, length) };
}

interface Members {
  readonly length: number;
  readonly items: Iterable<Value>;
}

function* numbers(first: number, step: number, length: number): Iterable<Value> {
  for (let i = 0; i < length; i++) yield first + i * step;
}

function modifier(markup: ForMarkup, name: string): Argument | null {
  return markup.modifiers.findLast((argument) => argument.name?.text === name) ?? null;
}

/** `limit` and `offset` of a `for`: nil is none, a text must be a whole number. */
function strictModifier(runtime: Runtime, markup: ForMarkup, name: string): number | null {
  const value = evaluate(runtime, modifier(markup, name)?.value ?? null);
  return value === null ? null : toStrictInteger(value, toText);
}

function isContinue(argument: Argument | null): boolean {
  const value = argument?.value;
  return value?.kind === 'variable' && value.name?.text === 'continue' && value.path.length === 0;
}

/** Runs a loop's body once a member; false when the loop is to end. */
function turn(runtime: Runtime, body: () => void): boolean {
  runtime.step();
  body();
  if (runtime.stopped) return false;
  const { host } = runtime;
  const isBroken = host.breakCalled;
  host.breakCalled = false;
  host.continueCalled = false;
  return !isBroken;
}

/** `for`, with `else` where there is nothing to go over. */
export const lowerFor: LowerBlock = (block, lowering) => {
  const all = lowering.bodies(block);
  const bodies = withoutBlankText(all);
  const elseIndex = block.branches.findLastIndex(({ tag }) => tag.name === 'else');
  const opening = block.branches[0]?.tag.markup;
  const blank = all.every((body) => body.blank);
  if (opening?.shape !== 'for') return { blank, render: () => {} };
  const variable = opening.variable?.text ?? '';
  const collectionText = opening.collection
    ? lowering.text.slice(opening.collection.start, opening.collection.end)
    : '';
  const name = `${variable}-${collectionText}`;
  return {
    blank,
    render(runtime, out) {
      const { offsets, loops } = runtime.registers;
      const offset = modifier(opening, 'offset');
      const from = isContinue(offset) ? (offsets.get(name) ?? 0) : (strictModifier(runtime, opening, 'offset') ?? 0);
      const collection = evaluate(runtime, opening.collection);
      const limit = strictModifier(runtime, opening, 'limit');
      const segment = membersOf(collection, from, limit === null ? null : limit + from, opening.reversed, runtime);
      offsets.set(name, from + segment.length);
      if (segment.length === 0) {
        if (elseIndex > 0) run(runtime, bodies[elseIndex]!.templates, out);
        return;
      }
      const position = { index: 0, length: segment.length };
      const loop = forLoop(position, name, loops.at(-1) ?? null);
      const scope = new Map<string, Value>([['forloop', loop]]);
      runtime.scopes.push(scope);
      loops.push(loop);
      try {
        for (const item of segment.items) {
          scope.set(variable, item);
          if (!turn(runtime, () => run(runtime, bodies[0]!.templates, out))) break;
          position.index++;
        }
      } finally {
        loops.pop();
        runtime.scopes.pop();
      }
    },
  };
};

/** `tablerow`: the rows and cells of an HTML table. */
export const lowerTableRow: LowerBlock = (block, lowering) => {
  const [body] = lowering.bodies(block);
  const opening = block.branches[0]?.tag.markup;
  const blank = body?.blank ?? true;
  if (opening?.shape !== 'for') return { blank, render: () => {} };
  return {
    blank,
    render(runtime, out) {
      const source = runtime.source;
      const collection = evaluate(runtime, opening.collection);
      if (collection === null || collection === false) return;
      const count = (name: string) => toLooseInteger(evaluate(runtime, modifier(opening, name)?.value ?? null));
      const from = modifier(opening, 'offset') ? count('offset') : 0;
      const to = modifier(opening, 'limit') ? from + count('limit') : null;
      const segment = segmentOf(runtime, collection, from, to);
      const columns = modifier(opening, 'cols') ? count('cols') : segment.length;
      const position = { index: 0, length: segment.length };
      const cell = { column: 1, row: 1 };
      const scope = new Map<string, Value>([['tablerowloop', tableRowLoop(position, cell, columns)]]);
      const write = (text: string) => {
        runtime.source = source;
        out.write(text);
      };
      write('<tr class="row1">\n');
      runtime.scopes.push(scope);
      try {
        for (const item of segment) {
          scope.set(opening.variable?.text ?? '', item);
          write(`<td class="col${cell.column}">`);
          const goesOn = turn(runtime, () => run(runtime, body?.templates ?? [], out));
          if (runtime.stopped) return;
          write('</td>');
          if (!goesOn) break;
          const isLastColumn = cell.column === columns;
          if (isLastColumn && position.index < position.length - 1) write(`</tr>\n<tr class="row${cell.row + 1}">`);
          position.index++;
          cell.column = isLastColumn ? 1 : cell.column + 1;
          if (isLastColumn) cell.row++;
        }
      } finally {
        runtime.scopes.pop();
      }
      write('</tr>\n');
    },
  };
};

function tableRowLoop(position: Position, cell: { column: number; row: number }, columns: number): Drop {
  const read = (key: string): Value | undefined => {
    switch (key) {
      case 'col':
        return cell.column;
      case 'col0':
        return cell.column - 1;
      case 'row':
        return cell.row;
      case 'col_first':
        return cell.column === 1;
      case 'col_last':
        return cell.column === columns;
      default:
        return readPosition(position, key);
    }
  };
  return { type: 'drop', name: 'Liquid::TablerowloopDrop', get: read };
}

/** The next of its values; cycles of the same name, or with the same literals, go on from one another. */
export const lowerCycle: LowerTag = (tag) => {
  const { markup } = tag;
  if (markup.shape !== 'cycle') return { blank: false, render: () => {} };
  // Ruby forgets a nil that is written out.
  const values = markup.values.filter((value) => value.kind !== 'keyword' || value.value !== 'nil');
  const isLiteral = values.every(({ kind }) => kind !== 'variable' && kind !== 'attribute' && kind !== 'nested');
  return {
    blank: false,
    render(runtime, out) {
      const { cycles } = runtime.registers;
      const key = markup.group
        ? `name ${identity(evaluate(runtime, markup.group))}`
        : isLiteral
          ? `values ${inspect(values.map((value) => evaluate(runtime, value)))}`
          : `tag ${tag.start} ${runtime.text.length}`;
      const turnOf = cycles.get(key) ?? 0;
      out.write(toOutput(evaluate(runtime, values[turnOf] ?? null)));
      cycles.set(key, turnOf + 1 >= values.length ? 0 : turnOf + 1);
    },
  };
};

/** Leaves the innermost loop. */
export const lowerBreak: LowerTag = () => ({
  blank: false,
  render: (runtime) => {
    runtime.host.breakCalled = true;
  },
});

/** Goes on with the next member of the innermost loop. */
export const lowerContinue: LowerTag = () => ({
  blank: false,
  render: (runtime) => {
    runtime.host.continueCalled = true;
  },
});
