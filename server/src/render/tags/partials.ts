/** `include` and `render`: not Braze's; served only where partials are given, for the sake of conformance tests. */
import { renderPartial } from '../blocks';
import { fail } from '../errors';
import { evaluate } from '../evaluate';
import type { LowerTag } from '../lowering';
import { assign, createRegisters, findVariable, type Runtime, type Scope } from '../runtime';
import { isArray, isRange, rangeSize, type Value } from '../values';
import { forLoop } from './loops';

function lastPart(name: string): string {
  return name.split('/').pop()!;
}

/** The partial sees all variables, and what it assigns stays. */
export const lowerInclude: LowerTag = (tag) => ({
  blank: false,
  render(runtime, out) {
    const { markup } = tag;
    if (markup.shape !== 'partial') return;
    const name = evaluate(runtime, markup.name);
    if (typeof name !== 'string') fail("Argument error in tag 'include' - Illegal template name");
    const variable = markup.alias?.text ?? lastPart(name);
    const subject = markup.subject ? evaluate(runtime, markup.subject) : findVariable(runtime, name);
    const scope: Scope = new Map();
    runtime.scopes.push(scope);
    try {
      for (const { name: key, value } of markup.args) if (key) scope.set(key.text, evaluate(runtime, value));
      for (const item of isArray(subject) ? subject : [subject]) {
        scope.set(variable, item);
        renderPartial(runtime, name, tag, out);
      }
    } finally {
      runtime.scopes.pop();
    }
  },
});

/** The partial sees only what it is given. */
export const lowerRender: LowerTag = (tag) => ({
  blank: false,
  render(runtime, out) {
    const { markup } = tag;
    if (markup.shape !== 'partial') return;
    const name = markup.name?.kind === 'string' ? markup.name.value : fail('internal');
    const variable = markup.alias?.text ?? lastPart(name);
    const subject = evaluate(runtime, markup.subject);
    const given: [string, Value][] = markup.args.flatMap(({ name: key, value }) =>
      key ? [[key.text, evaluate(runtime, value)]] : [],
    );
    const items = markup.mode === 'for' ? listOf(runtime, subject) : null;
    const position = { index: 0, length: items?.length ?? 0 };
    const loop = forLoop(position, name, null);
    for (const item of items ?? [subject]) {
      isolated(runtime, () => {
        if (items) assign(runtime, 'forloop', loop);
        for (const [key, value] of given) assign(runtime, key, value);
        if (item !== null) assign(runtime, variable, item);
        renderPartial(runtime, name, tag, out);
      });
      if (runtime.stopped) return;
      position.index++;
    }
  },
});

function listOf(runtime: Runtime, value: Value): readonly Value[] | null {
  if (isArray(value)) return value;
  if (!isRange(value)) return null;
  runtime.reserve(rangeSize(value));
  return Array.from({ length: rangeSize(value) }, (_, i) => value.from + i);
}

function isolated(runtime: Runtime, action: () => void): void {
  const { scopes, globals, data, registers, host } = runtime;
  runtime.scopes = [new Map()];
  runtime.globals = new Map();
  runtime.data = {};
  Object.assign(runtime, { registers: createRegisters() });
  try {
    action();
  } finally {
    Object.assign(runtime, { scopes, globals, data, registers });
    // A break inside stays inside.
    if (!runtime.stopped) {
      host.breakCalled = false;
      host.continueCalled = false;
    }
  }
}
