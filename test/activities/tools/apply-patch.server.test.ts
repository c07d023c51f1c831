import { linkSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ToolOutput } from '../../../activities/tools/tool.ts';
import { onFullDisk } from '../../support/full-disk.ts';
import type { ToolBench } from '../../support/sandbox/tool-bench.ts';
import { openToolBench } from '../../support/sandbox/tool-bench.ts';
import { wrap } from './patch/patch-text.ts';

let bench: ToolBench;
beforeAll(async () => {
  bench = await openToolBench();
});
beforeEach(() => bench.renew());
afterAll(() => bench?.box.close());

const patch = (...lines: string[]): Promise<ToolOutput> =>
  bench.call('apply_patch', { patch: wrap(...lines) });

describe('apply_patch', () => {
  test('add, update, move and delete in one patch → all done, modes kept', async () => {
    bench.put('a.sh', 'one\ntwo\nthree\n', 0o755);
    bench.put('gone', 'x\n');
    bench.put('from', 'x\ny\n');
    const answer = await patch(
      '*** Add File: new/dir/file',
      '+é',
      '+',
      '*** Update File: a.sh',
      '@@',
      ' one',
      '-two',
      '+zwei',
      '*** Delete File: gone',
      '*** Update File: from',
      '*** Move to: to',
      '@@',
      '-y',
      '+z',
    );
    expect(answer).toEqual({ ok: true, output: 'Done.\nA new/dir/file\nM a.sh\nD gone\nR from -> to' });
    expect([bench.text('new/dir/file'), bench.text('a.sh'), bench.text('to')]).toEqual([
      'é\n\n',
      'one\nzwei\nthree\n',
      'x\nz\n',
    ]);
    expect(statSync(bench.at('a.sh')).mode & 0o777).toBe(0o755);
    expect(readdirSync(bench.workspace).sort()).toEqual(['a.sh', 'new', 'to']);
  });

  test('one hunk of many does not match → nothing changed, hunk and file named', async () => {
    bench.put('a', '1\n');
    bench.put('b', '1\n');
    const { ok, output } = await patch(
      '*** Update File: a',
      '@@',
      '-1',
      '+2',
      '*** Update File: b',
      '@@',
      '-7',
      '+2',
    );
    expect([ok, output]).toEqual([
      false,
      expect.stringMatching(/^Nothing was changed\.\nb: hunk 1 does not match/),
    ]);
    expect([bench.text('a'), bench.text('b')]).toEqual(['1\n', '1\n']);
  });

  test('a write that fails half-way → everything is as before', async () => {
    bench.put('a', '1\n');
    bench.put('wall', 'a file, not a directory\n');
    bench.put('gone', 'x\n');
    const { ok, output } = await patch(
      '*** Update File: a',
      '@@',
      '-1',
      '+2',
      '*** Add File: fresh',
      '+x',
      '*** Delete File: gone',
      '*** Add File: wall/inner',
      '+x',
    );
    expect([ok, output]).toEqual([false, expect.stringMatching(/^Nothing was changed\..*wall/)]);
    expect(readdirSync(bench.workspace).sort()).toEqual(['a', 'gone', 'wall']);
    expect([bench.text('a'), bench.text('gone')]).toEqual(['1\n', 'x\n']);
  });

  test('a read-only file → refused with its mode, and nothing of the patch is done', async () => {
    bench.put('a', '1\n');
    bench.put('fixed', '1\n', 0o444);
    const { ok, output } = await patch(
      '*** Update File: a',
      '@@',
      '-1',
      '+2',
      '*** Update File: fixed',
      '@@',
      '-1',
      '+2',
    );
    expect([ok, output]).toEqual([false, expect.stringContaining('read-only (mode 444)')]);
    expect([bench.text('a'), bench.text('fixed')]).toEqual(['1\n', '1\n']);
    expect(readdirSync(bench.workspace).sort()).toEqual(['a', 'fixed']);
  });

  test('a file with two names → both have the new text', async () => {
    bench.put('a', '1\n');
    linkSync(bench.at('a'), bench.at('b'));
    expect(await patch('*** Update File: a', '@@', '-1', '+2')).toMatchObject({ ok: true });
    expect([bench.text('b'), statSync(bench.at('a')).nlink]).toEqual(['2\n', 2]);
  });

  test('one file under two hard-linked names, changed under both → both changes stand', async () => {
    bench.put('a', '1\n2\n3\n4\n5\n6\n7\n8\n');
    linkSync(bench.at('a'), bench.at('b'));
    const { ok } = await patch(
      ...['*** Update File: a', '@@', '-1', '+x', '*** Update File: b', '@@', '-8', '+y'],
    );
    expect([ok, bench.text('a'), bench.text('b')]).toEqual([
      true,
      ...Array(2).fill('x\n2\n3\n4\n5\n6\n7\ny\n'),
    ]);
    expect(statSync(bench.at('a')).nlink).toBe(2);
  });

  test('a change under one hard-linked name that the change under the other contradicts → nothing was changed', async () => {
    bench.put('a', '1\n');
    linkSync(bench.at('a'), bench.at('b'));
    const result = await patch(
      ...['*** Update File: a', '@@', '-1', '+2', '*** Update File: b', '@@', '-1', '+3'],
    );
    expect(result.ok).toBe(false);
    expect(bench.text('b')).toBe('1\n');
  });

  test('one hard-linked name deleted and made anew → the other keeps the old text', async () => {
    bench.put('a', '1\n');
    linkSync(bench.at('a'), bench.at('b'));
    await patch('*** Delete File: a', '*** Add File: a', '+new', '*** Update File: b', '@@', '-1', '+2');
    expect([bench.text('a'), bench.text('b')]).toEqual(['new\n', '2\n']);
  });

  test('one file by its folder and by a link to that folder, also one that is made → every change stands', async () => {
    await bench.call('shell', { command: "mkdir dir; printf '1\\n2\\n' > dir/a; ln -s dir link" });
    const { ok } = await patch(
      ...['*** Update File: dir/a', '@@', '-1', '+x', '*** Update File: link/a', '@@', '-2', '+y'],
      ...['*** Add File: link/deep/b', '+1', '*** Update File: dir/deep/b', '@@', '-1', '+2'],
    );
    expect([ok, bench.text('dir/a'), bench.text('dir/deep/b')]).toEqual([true, 'x\ny\n', '2\n']);
  });

  test('a file deleted by its folder and changed by a link to that folder → nothing was changed', async () => {
    await bench.call('shell', { command: 'mkdir dir; echo 1 > dir/a; ln -s dir link' });
    const result = await patch('*** Delete File: dir/a', '*** Update File: link/a', '@@', '-1', '+2');
    expect([result.ok, result.output]).toEqual([false, expect.stringContaining('no such file')]);
    expect(bench.text('dir/a')).toBe('1\n');
  });

  test('a full disk → nothing was changed, and nothing is left', async () => {
    bench.put('a', '1\n');
    const added = Array.from({ length: 9_000 }, () => `+${'n'.repeat(100)}`);
    const text = wrap('*** Update File: a', '@@', '-1', '+2', '*** Add File: large', ...added);
    const { ok, output } = await bench.call('apply_patch', { patch: text }, onFullDisk(bench.box.sandbox));
    expect([ok, output]).toEqual([false, expect.stringContaining('Nothing was changed')]);
    expect(bench.text('a')).toBe('1\n');
    expect(readdirSync(bench.workspace)).toEqual(['a']);
  });

  test('a file that is not UTF-8, a link → refused, untouched', async () => {
    bench.put('latin1', Buffer.from([0x61, 0xe9, 0x0a]));
    symlinkSync('latin1', bench.at('link'));
    expect((await patch('*** Update File: latin1', '@@', '+x')).output).toMatch(/not UTF-8/);
    expect((await patch('*** Update File: link', '@@', '+x')).output).toMatch(/symbolic link/);
    expect(readFileSync(bench.at('latin1'))).toEqual(Buffer.from([0x61, 0xe9, 0x0a]));
  });

  test('a patch that changes nothing → not ok, and said', async () => {
    bench.put('a', '1\n');
    const answer = await patch('*** Update File: a', '-1', '+1');
    expect(answer).toEqual({
      ok: false,
      output: expect.stringMatching(/^Nothing was changed: .*\nM a \(nothing/),
    });
  });

  test('names in another Unicode form than those of the files → these files, and told', async () => {
    bench.put('cafe\u0301', '1\n');
    const { ok, output } = await patch('*** Update File: caf\u00e9', '-1', '+2');
    expect([ok, output]).toEqual([true, expect.stringContaining('another Unicode form: "cafe\\u0301"')]);
    await patch('*** Update File: cafe\u0301', '*** Move to: caf\u00e9', '-2', '+3');
    expect([readdirSync(bench.workspace), bench.text('caf\u00e9')]).toEqual([['caf\u00e9'], '3\n']);
  });

  test('two files whose names are one in another form → left open, nothing is changed', async () => {
    bench.put('s\u0323\u0307', '1\n');
    bench.put('s\u0307\u0323', '1\n');
    const { ok, output } = await patch('*** Update File: \u1e69', '-1', '+2');
    expect([ok, output]).toEqual([false, expect.stringContaining('2 names there are the same')]);
  });

  test('a text in UTF-16 without a mark → refused by its name', async () => {
    bench.put('a', Buffer.from('hello there\n', 'utf16le'));
    expect((await patch('*** Update File: a', '-hello there', '+x')).output).toMatch(
      /UTF-16LE text, not UTF-8/,
    );
  });

  test('names with spaces, quotes and newlines in the content → taken literally', async () => {
    await patch(`*** Add File: a 'b" $(touch pwned) -x`, '+$(touch pwned)');
    expect(readdirSync(bench.workspace)).toEqual([`a 'b" $(touch pwned) -x`]);
  });
});
