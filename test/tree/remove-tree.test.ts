import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { removeTree } from '../../tree/remove-tree.ts';
import { makeDeepTree } from '../support/workspace/deep-tree.ts';

test.each([
  [40, 250],
  [3_000, 1],
])(
  '%d folders nested, with names of %d characters → removed, and nothing behind a link',
  async (depth, characters) => {
    const directory = mkdtempSync(join(tmpdir(), 'goalkeeper-remove-'));
    mkdirSync(join(directory, 'tree'));
    writeFileSync(join(directory, 'outside'), '');
    symlinkSync('..', join(directory, 'tree/link'));
    makeDeepTree(join(directory, 'tree'), depth, characters);
    await removeTree(join(directory, 'tree'));
    expect(existsSync(join(directory, 'tree'))).toBe(false);
    expect(existsSync(join(directory, 'outside'))).toBe(true);
    await removeTree(directory);
    await removeTree(directory);
  },
);
