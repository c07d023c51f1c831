import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ToolBench } from '../../support/sandbox/tool-bench.ts';
import { openToolBench } from '../../support/sandbox/tool-bench.ts';

let bench: ToolBench;
beforeAll(async () => {
  bench = await openToolBench();
});
beforeEach(() => bench.renew());
afterAll(() => bench?.box.close());

describe('read_file', () => {
  test('a small file → all lines under a line of facts', async () => {
    bench.put('a.txt', 'é\n漢字\n😀 last, no line feed');
    expect(await bench.call('read_file', { path: 'a.txt' })).toEqual({
      ok: true,
      output: 'Lines 1-3 of 3. No line end follows the last line.\né\n漢字\n😀 last, no line feed\n',
    });
  });

  test('a part → those lines, and where to go on', async () => {
    bench.put('n.txt', Array.from({ length: 100 }, (_, i) => `${i + 1}\n`).join(''));
    expect((await bench.call('read_file', { path: 'n.txt', offset: 9, limit: 2 })).output).toBe(
      'Lines 9-10 of 100. Go on with offset 11.\n9\n10\n',
    );
    expect((await bench.call('read_file', { path: 'n.txt', offset: 99, limit: 9 })).output).toBe(
      'Lines 99-100 of 100.\n99\n100\n',
    );
    expect((await bench.call('read_file', { path: 'n.txt', offset: 101 })).output).toMatch(
      /no lines from line 101.*100 lines/,
    );
  });

  test('a large file → as many whole lines as fit, and where to go on', async () => {
    bench.put('big.txt', Array.from({ length: 50_000 }, (_, i) => `line number ${i + 1}\n`).join(''));
    const { output } = await bench.call('read_file', { path: 'big.txt' });
    const [, last = ''] = /^Lines 1-(\d+) of 50000\. Go on with offset \d+\.\n/.exec(output) ?? [];
    expect(Buffer.byteLength(output)).toBeLessThan(33_000);
    expect(output.endsWith(`line number ${last}\n`)).toBe(true);
    const next = await bench.call('read_file', { path: 'big.txt', offset: Number(last) + 1, limit: 1 });
    expect(next.output).toContain(`\nline number ${Number(last) + 1}\n`);
  });

  test('one endless line → its beginning, cut at a code point', async () => {
    bench.put('long.txt', 'é'.repeat(300_000));
    const { output } = await bench.call('read_file', { path: 'long.txt' });
    expect(output).toMatch(/^Line 1 of .*, only its first \d+ bytes/);
    expect(output).not.toContain('\uFFFD');
    expect(Buffer.byteLength(output)).toBeLessThan(33_000);
  });

  test.each<[string, Buffer, string]>([
    [
      'ISO-8859-1',
      Buffer.from('caf\u00e9\nx\n', 'latin1'),
      'Lines 1-2 of 2. It is not UTF-8; shown as ISO-8859-1.',
    ],
    ['UTF-16', Buffer.from('\uFEFFhi\n', 'utf16le'), 'The file is UTF-16 text.'],
    [
      'CR alone',
      Buffer.from('a\rb\r'),
      'Lines 1-1 of 1. It has CR alone, which ends no line here. No line end',
    ],
  ])('a text in %s → said so', async (_, content, words) => {
    bench.put('a.txt', content);
    const { output } = await bench.call('read_file', { path: 'a.txt' });
    expect(output.slice(0, words.length)).toBe(words);
    expect(output).not.toContain('\uFFFD');
  });

  test('UTF-16 without a byte order mark → named, with what reads it', async () => {
    bench.put('a.txt', Buffer.from('hello\nthere\n', 'utf16le'));
    expect((await bench.call('read_file', { path: 'a.txt' })).output).toMatch(
      /^The file is UTF-16LE text without a byte order mark.*iconv -f utf-16le -t utf-8/,
    );
  });

  test('a name in another Unicode form than that of the file → read, and told', async () => {
    bench.put('cafe\u0301', 'a\n');
    expect(await bench.call('read_file', { path: 'caf\u00e9' })).toEqual({
      ok: true,
      output: 'The name that is there has another Unicode form: "cafe\\u0301".\nLines 1-1 of 1.\na\n',
    });
  });

  test('CRLF, empty and binary files → said so', async () => {
    bench.put('crlf.txt', 'a\r\nb\r\n');
    bench.put('empty.txt', '');
    bench.put('binary', Buffer.from([1, 0, 2]));
    expect((await bench.call('read_file', { path: 'crlf.txt' })).output).toBe(
      'Lines 1-2 of 2. Lines end with CRLF.\na\r\nb\r\n',
    );
    expect((await bench.call('read_file', { path: 'empty.txt' })).output).toBe('The file is empty.');
    expect((await bench.call('read_file', { path: 'binary' })).output).toMatch(/binary/);
  });

  test('a directory, a pipe, nothing → not ok, at once', async () => {
    mkdirSync(bench.at('d'));
    execFileSync('mkfifo', [bench.at('pipe')]);
    expect(await bench.call('read_file', { path: 'd' })).toEqual({
      ok: false,
      output: expect.stringMatching(/^d: is a directory/),
    });
    expect(await bench.call('read_file', { path: 'pipe' })).toEqual({
      ok: false,
      output: 'pipe: is not a regular file',
    });
    expect(await bench.call('read_file', { path: 'x' })).toEqual({
      ok: false,
      output: 'x: there is no such file',
    });
  });
});
