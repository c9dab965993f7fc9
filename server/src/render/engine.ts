/**
 * The host: one LiquidJS engine that holds our filters and nothing else, its context and its rendering loop. Templates
 * are never parsed by it; `lower.ts` makes them from our own tree.
 */
import { Context, type Emitter, type FS, type Template as HostTemplate, Liquid, toValueSync } from 'liquidjs';
import { fail } from './errors';
import { filters } from './filters';
import type { Runtime } from './runtime';
import type { Value } from './values';

export type { Emitter, HostTemplate };

const RUNTIME = 'runtime';

/** The host's own loading of templates is shut: no file, no request. */
const noFiles: FS = {
  exists: () => Promise.resolve(false),
  existsSync: () => false,
  contains: () => Promise.resolve(false),
  containsSync: () => false,
  readFile: () => Promise.reject(new Error('no files')),
  readFileSync: () => fail('no files'),
  resolve: (_folder, file) => file,
};

const engine = createEngine();

function createEngine(): Liquid {
  const liquid = new Liquid({ ownPropertyOnly: true, fs: noFiles, relativeReference: false });
  for (const name of Object.keys(liquid.filters)) liquid.unregisterFilter(name);
  for (const name of Object.keys(liquid.tags)) delete liquid.tags[name];
  for (const [name, { required, optional, run }] of Object.entries(filters)) {
    liquid.registerFilter(name, function (input: Value, ...args: Value[]) {
      if (args.length < required || args.length > required + optional) {
        // Ruby counts the input too.
        const expected = optional === 0 ? `${required + 1}` : `${required + 1}..${required + optional + 1}`;
        fail(`wrong number of arguments (given ${args.length + 1}, expected ${expected})`);
      }
      return run(runtimeOf(this.context), input, args);
    });
  }
  return liquid;
}

/** A context of the host's own that carries a rendering's state. */
export function createContext(): Context {
  return new Context({}, engine.options, { sync: true, ownPropertyOnly: true });
}

/** Makes a rendering's state known to the filters and tags that the host runs with this context. */
export function attach(context: Context, runtime: Runtime): void {
  context.setRegister(RUNTIME, runtime);
}

/** The rendering that a host's context belongs to. */
export function runtimeOf(context: Context): Runtime {
  return context.getRegister<Runtime>(RUNTIME);
}

/** Applies a filter; an unknown one gives back its input, as Ruby does. */
export function applyFilter(runtime: Runtime, name: string, input: Value, args: readonly Value[]): Value {
  const implementation = Object.hasOwn(engine.filters, name) ? engine.filters[name] : undefined;
  if (typeof implementation !== 'function') return input;
  // The host hands a filter its context, its token and itself; ours use the first alone.
  const self = { context: runtime.host } as ThisParameterType<typeof implementation>;
  return (implementation as (this: typeof self, ...values: Value[]) => Value).call(self, input, ...args);
}

/** Runs templates one after the other until one interrupts. */
export function run(runtime: Runtime, templates: readonly HostTemplate[], out: Emitter): void {
  toValueSync(engine.renderer.renderTemplates(templates as HostTemplate[], runtime.host, out));
}
