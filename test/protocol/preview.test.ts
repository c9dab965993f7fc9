import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { CancellationTokenSource, ProgressType } from 'vscode-languageserver-protocol';
import { URI } from 'vscode-uri';
import type {
  Coverage,
  MockFile,
  OutcomeRow,
  OutcomesResult,
  ReachResult,
  RenderResult,
} from '../../server/src/protocol';
import { type Client, startClient } from '../helpers/client';

describe("the preview's requests over stdio", () => {
  const folder = mkdtempSync(join(tmpdir(), 'braze-liquid-preview-'));
  const uriOf = (path: string): string => URI.file(join(folder, path)).toString();
  let client: Client;
  let opened = 0;

  before(async () => {
    cpSync('examples', folder, { recursive: true });
    client = await startClient(URI.file(folder).toString());
  });
  after(async () => {
    assert.equal(await client.stop(), 0);
    assert.equal(client.errors(), '');
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (text: string, ending = '.liquid'): Promise<string> => {
    const uri = uriOf(`preview-${++opened}${ending}`);
    await client.open(uri, text);
    return uri;
  };
  const ask = <T>(method: string, uri: string, params: object = {}): Promise<T> =>
    client.connection.sendRequest<T>(`brazeLiquid/${method}`, { textDocument: { uri }, ...params });
  const users = (count: number): readonly object[] =>
    Array.from({ length: count }, (_, i) => ({
      label: `U${i}`,
      attributes: { first_name: `N${i}`, random_bucket_number: i },
    }));

  test('a plain rendering has no details; one with them leads to the source', async () => {
    const uri = await open('Hi {{ ${first_name} }}{% if ${last_name} %}!{% endif %}');
    const user = { label: 'Ada', attributes: { first_name: 'Ada' } };
    assert.equal((await ask<RenderResult>('render', uri, { user })).details, undefined);
    const { details } = await ask<RenderResult>('render', uri, { user, details: true, now: '2026-01-02T03:04:05Z' });
    assert.deepEqual(details?.user, user);
    assert.equal(details?.now, '2026-01-02T03:04:05Z');
    assert.deepEqual(
      details?.fields[0]?.trace.map(({ start, end, range, exact }) => [
        start,
        end,
        range.start.character,
        range.end.character,
        exact,
      ]),
      [
        [0, 3, 0, 3, true],
        [3, 6, 3, 22, false],
      ],
    );
    assert.deepEqual(
      details?.branches.map(({ taken }) => taken),
      [false],
    );
  });

  test('clock, language and time zone can be switched', async () => {
    const uri = await open("{{ ${language} }} {{ 'now' | date: '%F' }} {{ ${time_zone} }}");
    const overrides = { now: '2030-05-06T07:08:09Z', language: 'fr', timeZone: 'Asia/Tokyo' };
    assert.equal((await ask<RenderResult>('render', uri, { overrides })).output, 'fr 2030-05-06 Asia/Tokyo');
    await assert.rejects(ask('render', uri, { overrides: { now: 'tomorrow' } }), /'tomorrow' is no ISO 8601 time/);
  });

  test('a random user is made for the template, can be sent back, and is the same again', async () => {
    const uri = await open('{{ event_properties.${total} | plus: 1 }}');
    const one = await ask<RenderResult>('render', uri, { random: 4, details: true });
    const again = await ask<RenderResult>('render', uri, { random: 4 });
    assert.equal(one.output, again.output);
    assert.equal((await ask<RenderResult>('render', uri, { user: one.details?.user })).output, one.output);
  });

  test('mocks of the request answer first', async () => {
    const uri = await open('{% connected_content https://a.example/b :save r %}{{ r.x }}');
    const mocks = [{ request: { url: '*' }, response: { body: { x: 'mocked' } } }, 'none'];
    const { output, calls } = await ask<RenderResult>('render', uri, { mocks });
    assert.deepEqual([output, calls[0]?.answer], ['mocked', 'mock']);
  });

  test("outcomes: the workspace's users, then the bundled ones", async () => {
    const { label, rows, coverage } = await ask<OutcomesResult>('outcomes', uriOf('rokt/new-event.webhook.liquid'));
    assert.equal(rows.length, 5);
    assert.deepEqual(
      rows.map(({ uri }) => uri !== null),
      [true, true, false, false, false],
    );
    assert.match(label, /^\d of 5 users ok$/);
    const nothing = rows[3];
    assert.equal(nothing?.outcome, 'aborted');
    assert.match(nothing?.reason ?? '', /account code/);
    assert.ok(nothing?.range);
    assert.ok(coverage.branches > 0);
    assert.deepEqual(await ask<Coverage>('coverage', uriOf('rokt/new-event.webhook.liquid')), coverage);
  });

  test('outcomes of given users; what is no user is a row that says so', async () => {
    const uri = await open('{% if ${first_name} == blank %}{% abort_message("nobody") %}{% endif %}Hi');
    const { rows, label } = await ask<OutcomesResult>('outcomes', uri, { users: [...users(1), { attributes: {} }, 7] });
    assert.deepEqual(
      rows.map(({ label: who, outcome, reason }) => [who, outcome, reason.slice(0, 6)]),
      [
        ['U0', 'ok', ''],
        ['User 2', 'aborted', 'nobody'],
        ['User 3', 'error', 'This i'],
      ],
    );
    assert.equal(label, '1 of 3 users ok');
  });

  test('500 users: rows come as they are done, and the server answers others meanwhile', async () => {
    const uri = await open('{% if ${random_bucket_number} > 498 %}last{% endif %}{{ ${first_name} }}');
    const chunks: number[] = [];
    const token = 'rows';
    const listener = client.connection.onProgress(new ProgressType<readonly OutcomeRow[]>(), token, (rows) => {
      chunks.push(rows.length);
    });
    const outcomes = ask<OutcomesResult>('outcomes', uri, { users: users(500), partialResultToken: token });
    let done = false;
    void outcomes.then(() => {
      done = true;
    });
    await client.diagnostics(uri);
    assert.ok(!done, 'diagnostics come before 500 users are rendered');
    const { rows, coverage } = await outcomes;
    listener.dispose();
    assert.equal(rows.length, 500);
    assert.deepEqual(coverage.unreached, []);
    assert.ok(chunks.length > 5 && chunks.reduce((sum, size) => sum + size, 0) === 500, String(chunks));
  });

  test('outcomes that are cancelled end', async () => {
    const uri = await open('{{ ${first_name} }}{% for i in (1..20000) %}x{% endfor %}');
    const source = new CancellationTokenSource();
    const partialResultToken = 'cancelled rows';
    let rows = 0;
    const listener = client.connection.onProgress(
      new ProgressType<readonly OutcomeRow[]>(),
      partialResultToken,
      (some) => {
        rows += some.length;
        source.cancel();
      },
    );
    const params = { textDocument: { uri }, users: users(500), partialResultToken };
    await assert.rejects(client.connection.sendRequest('brazeLiquid/outcomes', params, source.token), /cancel/i);
    listener.dispose();
    assert.ok(rows > 0 && rows < 500, String(rows));
  });

  test('a template that never ends costs three users, not all', async () => {
    const uri = await open('{% for i in (1..99999) %}{% for j in (1..99999) %}{{ j }}{% endfor %}{% endfor %}');
    const started = performance.now();
    const { rows, label } = await ask<OutcomesResult>('outcomes', uri, { users: users(50) });
    assert.ok(performance.now() - started < 15_000);
    assert.ok(rows.every(({ outcome }) => outcome === 'limit'));
    assert.match(rows.at(-1)?.reason ?? '', /Not tried/);
    assert.equal(label, '0 of 50 users ok');
  });

  test('a user who reaches a branch', async () => {
    const uri = await open(
      "{% if ${language} == 'tlh' %}nuqneH{% elsif custom_attribute.${points} > 900 %}gold{% endif %}",
    );
    const found = await ask<ReachResult>('reach', uri, { position: { line: 0, character: 60 } });
    assert.match(found.why, /points/);
    assert.ok((found.user as { custom_attributes: { points: number } }).custom_attributes.points > 900);
    assert.equal((await ask<RenderResult>('render', uri, { user: found.user })).output, 'gold');
  });

  test('nobody reaches what nobody can, in good time and with a reason', async () => {
    const uri = await open('{% if ${first_name} == "a" and ${first_name} == "b" %}x{% endif %}');
    const found = await ask<ReachResult>('reach', uri, { position: { line: 0, character: 3 } });
    assert.equal(found.user, null);
    assert.match(found.why, /No user was found/);
  });

  test('a user who takes the path of a payload problem', async () => {
    const head = '---\nurl: https://a.example/b\nheaders:\n  Content-Type: application/json\n---\n';
    const uri = await open(`${head}{"a": 1{% if \${language} == "fr" %},{% endif %}}`, '.webhook.liquid');
    const problem = (await client.diagnostics(uri)).find(({ code }) => code === 'json-trailing-comma');
    assert.ok(problem);
    const found = await ask<ReachResult>('reach', uri, { position: problem.range.start, problem: problem.code });
    const { problems } = await ask<RenderResult>('render', uri, {
      user: found.user,
      now: found.now ?? undefined,
      mocks: found.mocks,
    });
    assert.ok(problems.some(({ severity }) => severity === 'error'));
  });

  test('a mock for a call, as the template reads it', async () => {
    const uri = await open('{% connected_content https://a.example/b?key=1 :save r %}{{ r.customer.name }}');
    const { calls } = await ask<RenderResult>('render', uri);
    const { fileName, text } = await ask<MockFile>('mock', uri, { call: calls[0] });
    assert.equal(fileName, 'a.example-b.mock.json');
    const { output } = await ask<RenderResult>('render', uri, { mocks: [JSON.parse(text)] });
    assert.ok(output.length > 0);
  });

  test('a file that is not there is refused with a sentence', async () => {
    for (const method of ['render', 'outcomes', 'coverage']) {
      await assert.rejects(ask(method, uriOf('nowhere.liquid')), /There is no file/);
    }
  });

  // ── Big and odd ──────────────────────────────────────────────────────────────────────────────────────────────────

  test('200 Connected Content calls', async () => {
    const call = (i: number): string => `{% connected_content https://a.example/${i} :save r${i} %}{{ r${i}.x }}`;
    const uri = await open(Array.from({ length: 200 }, (_, i) => call(i)).join('\n'));
    const { calls, problems } = await ask<RenderResult>('render', uri, { details: true });
    assert.equal(calls.length, 200);
    assert.equal(problems.filter(({ code }) => code === 'connected-content-no-mock').length, 200);
  });

  test('an email of a megabyte takes no more than its size asks for', async () => {
    const row = '<tr><td>{{ ${first_name} }}</td><td>Some text of an email that is long</td></tr>\n';
    const time = async (size: number): Promise<number> => {
      const uri = await open(`<html>${row.repeat(size / row.length)}</html>`, '.email.liquid');
      await ask('render', uri, { details: true });
      const started = performance.now();
      const { output, details } = await ask<RenderResult>('render', uri, { details: true });
      assert.ok(output.length > size / 2 && details!.fields[0]!.trace.length > 0);
      return performance.now() - started;
    };
    const [small, large] = [await time(100_000), await time(1_000_000)];
    assert.ok(large < Math.max(small, 20) * 10 * 4, `${small} ms for 100 KB, ${large} ms for 1 MB`);
  });
});
