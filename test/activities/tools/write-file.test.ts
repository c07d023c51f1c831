import { chmodSync, linkSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { onFullDisk } from '../../support/full-disk.ts';
import type { ToolBench } from '../../support/sandbox/tool-bench.ts';
import { openToolBench } from '../../support/sandbox/tool-bench.ts';

let bench: ToolBench;
beforeAll(async () => {
  bench = await openToolBench();
});
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

  test('a full disk → not ok; the old text is as it was, and nothing else is left', async () => {
    const old = 'o'.repeat(100_000);
    bench.put('a.txt', old);
    const answer = await bench.call(
      'write_file',
      { path: 'a.txt', content: 'n'.repeat(900_000) },
      onFullDisk(bench.box.sandbox),
    );
    expect(answer).toEqual({ ok: false, output: expect.stringContaining('as it was before') });
    expect(readdirSync(bench.at('.'))).toEqual(['a.txt']);
    expect(bench.text('a.txt')).toBe(old);
  });

  test('a file with two names, and one behind a link → each has the new text, and stays what it was', async () => {
    bench.put('a', 'old');
    linkSync(bench.at('a'), bench.at('b'));
    symlinkSync('a', bench.at('c'));
    await bench.call('write_file', { path: 'a', content: 'one' });
    expect(bench.text('b')).toBe('one');
    await bench.call('write_file', { path: 'c', content: 'two' });
    expect([bench.text('a'), bench.text('b'), lstatSync(bench.at('c')).isSymbolicLink()]).toEqual([
      'two',
      'two',
      true,
    ]);
    expect(readdirSync(bench.at('.')).toSorted()).toEqual(['a', 'b', 'c']);
  });

  test('a read-only file → not ok, with its mode', async () => {
    bench.put('fixed', 'kept', 0o444);
    expect(await bench.call('write_file', { path: 'fixed', content: 'x' })).toEqual({
      ok: false,
      output: expect.stringContaining('read-only (mode 444)'),
    });
    expect(bench.text('fixed')).toBe('kept');
  });

  test('a folder that takes no further file → the file itself takes the text, or is as it was', async () => {
    mkdirSync(bench.at('d'));
    bench.put('d/a.txt', 'old');
    chmodSync(bench.at('d'), 0o555);
    expect(await bench.call('write_file', { path: 'd/a.txt', content: 'new' })).toMatchObject({ ok: true });
    const large = { path: 'd/a.txt', content: 'n'.repeat(900_000) };
    expect(await bench.call('write_file', large, onFullDisk(bench.box.sandbox))).toEqual({
      ok: false,
      output: expect.stringContaining('as it was before'),
    });
    expect([bench.text('d/a.txt'), readdirSync(bench.at('d'))]).toEqual(['new', ['a.txt']]);
  });

  test('a name in another Unicode form than that of the file → that file, and told; of its folder, likewise', async () => {
    mkdirSync(bench.at('o\u0308'));
    chmodSync(bench.at('o\u0308'), 0o777);
    bench.put('cafe\u0301', 'old');
    expect(await bench.call('write_file', { path: 'caf\u00e9', content: 'new' })).toEqual({
      ok: true,
      output: expect.stringContaining('another Unicode form: "cafe\\u0301"'),
    });
    await bench.call('write_file', { path: '\u00f6/new\u00e9', content: 'x' });
    expect(readdirSync(bench.at('.')).toSorted()).toEqual(['cafe\u0301', 'o\u0308']);
    expect([bench.text('cafe\u0301'), readdirSync(bench.at('o\u0308'))]).toEqual(['new', ['new\u00e9']]);
  });

  test.each([
    [
      'UTF-16 without a mark',
      Buffer.from('hi there', 'utf16le'),
      'UTF-16 without a byte order mark; it is UTF-8 now',
    ],
    ['bytes that are no text', Buffer.from('\0a\0\0b'), 'was binary'],
    ['CRLF', Buffer.from('a\r\nb\r\n'), 'ended with CRLF before'],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFFa\n'), 'byte order mark that was there is gone'],
  ])('%s → replaced, and said', async (_, before, words) => {
    bench.put('a.txt', before);
    expect(await bench.call('write_file', { path: 'a.txt', content: 'x\n' })).toEqual({
      ok: true,
      output: expect.stringContaining(words),
    });
  });

  test('a text of the same kind → nothing more is said', async () => {
    bench.put('a.txt', '\uFEFFa\r\n');
    const content = '\uFEFFb\r\n';
    expect((await bench.call('write_file', { path: 'a.txt', content })).output).toBe(
      'Wrote 6 bytes to a.txt.',
    );
  });

  test.each([
    ['UTF-16', Buffer.from('\uFEFFhi', 'utf16le'), 'was UTF-16; it is UTF-8 now'],
    ['Latin-1', Buffer.from('caf\u00e9', 'latin1'), 'another encoding than UTF-8'],
  ])('a text in %s → replaced, and said', async (_, before, words) => {
    bench.put('a.txt', before);
    expect(await bench.call('write_file', { path: 'a.txt', content: 'x' })).toEqual({
      ok: true,
      output: expect.stringContaining(words),
    });
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
