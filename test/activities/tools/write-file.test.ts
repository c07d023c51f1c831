import { mkdirSync, statSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ToolBench } from '../../support/tool-bench.ts';
import { openToolBench } from '../../support/tool-bench.ts';

let bench: ToolBench;
beforeAll(async () => {
  bench = await openToolBench();
}, 120_000);
beforeEach(() => bench.renew());
afterAll(() => bench?.box.close());

describe('write_file', () => {
  test.each([
    ['plain', 'a\nb\n'],
    ['empty', ''],
    ['unicode', 'é漢😀\u2028'],
    ['CRLF and no last line feed', 'a\r\nb'],
    ['a megabyte', 'x'.repeat(1_000_000)],
    ['shell syntax', '$(id) `id` \'"\\n'],
  ])('%s → exactly that, in new directories', async (_name, content) => {
    const answer = await bench.call('write_file', { path: 'deep/er/file.txt', content });
    expect(answer).toEqual({
      ok: true,
      output: `Wrote ${Buffer.byteLength(content)} bytes to deep/er/file.txt.`,
    });
    expect(bench.text('deep/er/file.txt')).toBe(content);
    expect(statSync(bench.at('deep/er/file.txt')).uid).toBe(bench.box.uid);
  });

  test('an existing file → replaced, its mode kept', async () => {
    bench.put('run.sh', 'a much longer content', 0o755);
    await bench.call('write_file', { path: 'run.sh', content: 'new' });
    expect([bench.text('run.sh'), statSync(bench.at('run.sh')).mode & 0o777]).toEqual(['new', 0o755]);
  });

  test('a directory or a file in the way → not ok, with the reason', async () => {
    bench.put('file', 'kept');
    expect(await bench.call('write_file', { path: 'file/inner', content: 'x' })).toEqual({
      ok: false,
      output: expect.stringContaining('File exists'),
    });
    mkdirSync(bench.at('d'));
    expect(await bench.call('write_file', { path: 'd', content: 'x' })).toEqual({
      ok: false,
      output: 'd: is a directory',
    });
  });
});
