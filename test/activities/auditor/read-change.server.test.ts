import { mkdirSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readAnyFile } from '../../../activities/auditor/read-any-file.ts';
import { readChange } from '../../../activities/auditor/read-change.ts';
import { openToolBench, type ToolBench } from '../../support/sandbox/tool-bench.ts';
import { manifest, sha256Of } from '../../support/workspace/manifests.ts';

let bench: ToolBench;

beforeAll(async () => {
  bench = await openToolBench();
});
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

describe('read_change: what is no text', () => {
  test('a NUL byte in a changed file → the change is shown all the same, the byte by its number', async () => {
    bench.put('a.js', 'one\0\nif (isTest) return 42;\n');
    const { output } = await changeOf('a.js', { 'a.js': 'one\0\n' });
    expect(output).toContain('one\\x00');
    expect(output).toContain('+if (isTest) return 42;');
  });

  test('a name with a line break, as list_files shows it → read; it forges no line', async () => {
    bench.put('a\nb', 'new\n');
    const hex = `hex:${Buffer.from('a\nb').toString('hex')}`;
    expect((await changeOf(hex, {})).output).toContain('+new');
    expect((await changeOf(`hex:${Buffer.from('../x').toString('hex')}`, {})).ok).toBe(false);
  });
});

describe('read_file of an auditor', () => {
  const read = async (args: object) => {
    const prepared = readAnyFile.prepare(JSON.stringify({ offset: null, limit: null, ...args }));
    return prepared.ok ? (await prepared.execute(context())).output : prepared.problem;
  };

  test('text → its lines; a folder → where it is listed', async () => {
    bench.put('a', 'one\n');
    expect(await read({ path: 'a' })).toBe('Lines 1-1 of 1.\none\n');
    expect(await read({ path: '.git/..' })).toContain('is the workspace itself');
    mkdirSync(bench.at('d'));
    expect(await read({ path: 'd' })).toBe('d: is a directory; list it with list_files');
  });

  test('NUL bytes → rows in hex with the text beside them, by pages', async () => {
    bench.put('b', Buffer.concat([Buffer.from('secret = 42;'), Buffer.alloc(4), Buffer.alloc(5_000, 'x')]));
    const output = await read({ path: 'b' });
    expect(output).toMatch(/^Binary: rows 1-150 of 314, 5016 bytes\. Go on with offset 151\.\n/);
    expect(output).toContain('73 65 63 72 65 74 20 3d 20 34 32 3b 00 00 00 00  >secret = 42;....<');
    expect(Buffer.byteLength(JSON.stringify(output))).toBeLessThan(16_000);
    expect(await read({ path: 'b', offset: 1, limit: 1 })).toMatch(/^Binary: rows 1-1 of 314/);
  });
});
