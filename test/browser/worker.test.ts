/** The core in a bare worker: the bundle for the web, in a global scope that holds what a web worker has and nothing of Node. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';
import { built } from '../helpers/built';

type Listener = (event: { readonly data: unknown }) => void;

interface BareWorker {
  post(data: unknown): void;
  onMessage(listener: (data: unknown) => void): void;
  readonly scope: object;
  terminate(): void;
}

/** Starts a bundled script as a worker; messages pass as structured clones, as they do between threads. */
function startWorker(file: string): BareWorker {
  const listeners: Listener[] = [];
  const outside: ((data: unknown) => void)[] = [];
  const pending: unknown[] = [];
  let ended = false;
  const scope: Record<string, unknown> = {
    console: { log() {}, error() {}, warn() {}, info() {}, debug() {} },
    addEventListener: (type: string, listener: Listener) => void (type === 'message' && listeners.push(listener)),
    removeEventListener() {},
    postMessage(data: unknown) {
      const copy = structuredClone(data);
      setImmediate(() => {
        if (ended) return;
        if (outside.length === 0) pending.push(copy);
        for (const listener of outside) listener(copy);
      });
    },
    performance: { now: () => performance.now() },
    location: { href: `http://localhost/${file}`, origin: 'http://localhost', pathname: `/${file}`, search: '' },
    setTimeout: (run: () => void, time: number) => setTimeout(run, time).unref(),
    clearTimeout,
    queueMicrotask,
    structuredClone,
    TextEncoder,
    TextDecoder,
    URL,
    btoa,
    atob,
    crypto: undefined,
    Worker: class {
      readonly inner: BareWorker;
      onmessage: Listener | null = null;
      onerror: Listener | null = null;
      constructor() {
        this.inner = startWorker('browser/render-worker.js');
        this.inner.onMessage((data) => this.onmessage?.({ data }));
      }
      addEventListener(type: string, listener: Listener) {
        if (type === 'message') this.inner.onMessage((data) => listener({ data }));
      }
      postMessage(data: unknown) {
        this.inner.post(data);
      }
      terminate() {
        this.inner.terminate();
      }
    },
  };
  scope.self = scope;
  scope.globalThis = scope;
  const context = vm.createContext(scope);
  vm.runInContext(readFileSync(built(file), 'utf8'), context, { filename: file });
  return {
    scope,
    post(data) {
      const copy = structuredClone(data);
      setImmediate(() => {
        if (ended) return;
        const event = { data: copy };
        for (const listener of listeners) listener(event);
        (scope.onmessage as Listener | undefined)?.(event);
      });
    },
    onMessage(listener) {
      outside.push(listener);
      for (const data of pending.splice(0)) listener(data);
    },
    terminate() {
      ended = true;
    },
  };
}

test('the server answers in a worker without any of Node’s globals', async () => {
  const worker = startWorker('browser/server.js');
  for (const name of ['process', 'require', 'Buffer', 'module', '__dirname', 'setImmediate', 'fetch']) {
    assert.equal(vm.runInContext(`typeof ${name}`, worker.scope as vm.Context), 'undefined', name);
  }
  const waiting = new Map<number, (result: unknown) => void>();
  worker.onMessage((data) => {
    const message = data as { id?: number; method?: string; result?: unknown; error?: { message: string } };
    if (message.method !== undefined && message.id !== undefined)
      worker.post({ jsonrpc: '2.0', id: message.id, result: message.method === 'brazeLiquid/listFiles' ? [] : null });
    else if (message.id !== undefined) waiting.get(message.id)?.(message.error ?? message.result);
  });
  let id = 0;
  const request = <T>(method: string, params: unknown): Promise<T> =>
    new Promise((resolve) => {
      waiting.set(++id, (result) => resolve(result as T));
      worker.post({ jsonrpc: '2.0', id, method, params });
    });
  const notify = (method: string, params: unknown): void => worker.post({ jsonrpc: '2.0', method, params });

  const { capabilities } = await request<{ capabilities: object }>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
    workspaceFolders: [{ uri: 'vscode-test-web://mount/', name: 'w' }],
  });
  assert.ok('hoverProvider' in capabilities);
  notify('initialized', {});
  const uri = 'vscode-test-web://mount/a.liquid';
  const text = "{{ ${first_name} | upcse }} {{ 'hey' | md5 }} {{ 'now' | date: '%F' }}";
  notify('textDocument/didOpen', { textDocument: { uri, languageId: 'braze-liquid', version: 1, text } });
  const { items } = await request<{ items: { code: string }[] }>('textDocument/diagnostic', { textDocument: { uri } });
  assert.ok(items.some((item) => item.code === 'unknown-filter'));
  const hover = await request<{ contents: object } | null>('textDocument/hover', {
    textDocument: { uri },
    position: { line: 0, character: 7 },
  });
  assert.ok(hover?.contents);
  const rendered = await request<{ output: string }>('brazeLiquid/render', {
    textDocument: { uri },
    user: { attributes: { first_name: 'Ada' } },
    now: '2026-03-01T00:00:00Z',
  });
  assert.equal(rendered.output, 'Ada 6057f13c496ecf7fd777ceb9e79ae285 2026-03-01');
  worker.terminate();
});
