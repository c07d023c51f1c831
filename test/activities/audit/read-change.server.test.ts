import { symlinkSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { listFiles } from '../../../activities/audit/list-files.ts';
import { readChange } from '../../../activities/audit/read-change.ts';
import { manifest, sha256Of } from '../../support/manifests.ts';
import { openToolBench, type ToolBench } from '../../support/tool-bench.ts';

let bench: ToolBench;

beforeAll(async () => {
  bench = await openToolBench();
}, 60_000);
afterAll(() => bench.box.close());
beforeEach(() => bench.renew());

const context = () => ({
  workspace: bench.workspace,
  sandbox: bench.box.sandbox,
  signal: new AbortController().signal,
});

/** Contents when they were accepted; `null`: known, but not kept. */
async function changeOf(path: string, start: Readonly<Record<string, string | null>>) {
  const accepted = manifest(
    Object.fromEntries(Object.entries(start).map(([name, text]) => [name, text ?? 'lost'])),
  );
  const contents = new Map(
    Object.values(start).flatMap((text) => (text === null ? [] : [[sha256Of(text), Buffer.from(text)]])),
  );
  const prepared = readChange({
    accepted,
    states: { contentOf: async (sha256) => contents.get(sha256) },
  }).prepare(JSON.stringify({ path }));
  if (!prepared.ok) return { ok: false, output: prepared.problem };
  return prepared.execute(context());
}

describe('read_change', () => {
  test('modified → a unified diff against the start', async () => {
    bench.put('a.js', 'one\ntwo\n');
    const { output } = await changeOf('a.js', { 'a.js': 'one\n' });
    expect(output).toBe('--- as it was accepted\n+++ now\n@@ -1 +1,2 @@\n one\n+two\n');
  });

  test('unchanged → says so; added → says so, with all of it; removed → all of it taken away', async () => {
    bench.put('same', 'x\n');
    bench.put('new', 'y\n');
    expect((await changeOf('same', { same: 'x\n' })).output).toBe('Unchanged since it was accepted.');
    expect((await changeOf('new', {})).output).toMatch(/^It was absent when the work began\.\n[\s\S]*\+y\n$/);
    expect((await changeOf('gone', { gone: 'z\n' })).output).toMatch(/-z\n$/);
  });

  test('what it was is not kept → says so, and shows nothing', async () => {
    bench.put('a', 'x\n');
    expect(await changeOf('a', { a: null })).toMatchObject({
      ok: false,
      output: expect.stringContaining('SHA-256'),
    });
  });

  test('a link out of the workspace, or a path outside → nothing of what is there', async () => {
    symlinkSync('/etc/passwd', bench.at('link'));
    expect(await changeOf('link', {})).toMatchObject({ ok: false, output: 'link: is a link now' });
    expect(await changeOf('../etc/passwd', {})).toMatchObject({ ok: false });
  });
});

describe('list_files', () => {
  const list = async () => {
    const prepared = listFiles.prepare('{}');
    return prepared.ok ? (await prepared.execute(context())).output : prepared.problem;
  };

  test('files → with their sizes, sorted; none → said', async () => {
    expect(await list()).toBe('The workspace is empty.');
    bench.put('b', '12345');
    bench.put('a', '1');
    expect(await list()).toBe('1 a\n5 b');
  });
});
