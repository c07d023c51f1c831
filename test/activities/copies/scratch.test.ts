import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeScratch, sweepScratch } from '../../../activities/copies/scratch.ts';
import { discardTree } from '../../../tree/remove-tree.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-scratch-'));
});
afterEach(() => discardTree(directory));

const MODULE = resolve(import.meta.dirname, '../../../activities/copies/scratch.ts');
/** A worker that makes a copy and ends without removing it. */
const endedWorker = (): void => {
  const script = `const { makeScratch } = await import(${JSON.stringify(MODULE)}); await makeScratch(${JSON.stringify(directory)}, '.check-');`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script]);
};

describe('sweeping', () => {
  test('copies of a process that ended → removed; those of one that lives, threads and states → stay', async () => {
    endedWorker();
    const own = [
      await makeScratch(directory, '.check-'),
      await makeScratch(directory, '.new-thr_1-'),
      await makeScratch(directory, '.probe-'),
    ];
    for (const name of ['thr_1', '.states', '.homes']) mkdirSync(join(directory, name));
    expect(readdirSync(directory)).toHaveLength(7);
    await sweepScratch(directory);
    expect(readdirSync(directory).sort()).toEqual(
      [...own.map((path) => path.slice(directory.length + 1)), '.homes', '.states', 'thr_1'].sort(),
    );
  });

  test("another machine's or an earlier version's copies that are new → stay: nothing is known of their processes", async () => {
    for (const name of ['.check-00000000.1.1-abcdef', '.check-abcdef']) mkdirSync(join(directory, name));
    await sweepScratch(directory);
    expect(readdirSync(directory)).toHaveLength(2);
  });

  test('a directory that is not there → nothing', async () => {
    await sweepScratch(join(directory, 'missing'));
  });
});
