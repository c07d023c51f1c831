import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sealedSource, showsLinesOf } from '../../../activities/ledger/sealed-source.ts';
import { createDirectoryStore } from '../../../states/directory-store.ts';
import type { StateStore } from '../../../states/state-store.ts';
import { contractWith } from '../../support/contract/sample-contract.ts';
import { callOf, resultOf } from './record-items.ts';

const CONTRACT = contractWith({ verification: { checks: [], protectedPaths: ['data/**'] } });
const TEXT = 'Price,1.69\nError,0.01\n';
const SHOWN = `Lines 1-2 of 2.\n${TEXT}`;

type Change = () => void;
const AS_IT_WAS: Change = () => undefined;

let root: string;
let workspace: string;
let states: StateStore;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'goalkeeper-sealed-'));
  workspace = join(root, 'workspace');
  for (const folder of ['data', 'out']) {
    mkdirSync(join(workspace, folder), { recursive: true });
    writeFileSync(join(workspace, folder, 'a.csv'), TEXT);
  }
  states = createDirectoryStore(join(root, 'states'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What the item is as a source, when the workspace has become this since it was accepted. */
async function sourceOf(path: string, output = SHOWN, change: Change = AS_IT_WAS, name = 'read_file') {
  const { manifest } = await states.keep(workspace);
  change();
  const accepted = {
    entryAt: async (wanted: string) => manifest.get(wanted),
    contentOf: (sha256: string) => states.contentOf(sha256),
  };
  const shown = { item: resultOf(name, output), call: callOf(name, { path }), contract: CONTRACT, workspace };
  return sealedSource(accepted, shown);
}

const fileOf = (): string => join(workspace, 'data/a.csv');

describe('sealedSource', () => {
  test.each(['data/a.csv', './data//a.csv', '/workspace/data/a.csv'])(
    'a protected file as it was accepted, written as %s → a source, with its digest',
    async (path) => {
      expect(await sourceOf(path)).toEqual({
        sealedPath: 'data/a.csv',
        digest: expect.stringMatching(/^file 644 [0-9a-f]{64}$/),
        summary: 'read_file data/a.csv, protected and as it was accepted',
      });
    },
  );

  test('some of its lines → a source as well', async () => {
    expect(await sourceOf('data/a.csv', 'Lines 2-2 of 2.\nError,0.01\n')).toBeDefined();
  });

  test.each<[string, string, string, Change, string]>([
    ['a file that is not protected', 'out/a.csv', SHOWN, AS_IT_WAS, 'read_file'],
    ['a file that is not there', 'data/none.csv', SHOWN, AS_IT_WAS, 'read_file'],
    ['a path that leads out', '../data/a.csv', SHOWN, AS_IT_WAS, 'read_file'],
    ['other words than it has', 'data/a.csv', SHOWN.replace('1.69', '1.70'), AS_IT_WAS, 'read_file'],
    ['a file that was changed', 'data/a.csv', SHOWN, () => writeFileSync(fileOf(), 'x'), 'read_file'],
    ['a file of another mode', 'data/a.csv', SHOWN, () => chmodSync(fileOf(), 0o755), 'read_file'],
    ['what another tool has shown', 'data/a.csv', SHOWN, AS_IT_WAS, 'write_file'],
  ])('%s → no source', async (_, path, output, change, name) => {
    expect(await sourceOf(path, output, change, name)).toBeUndefined();
  });
});

describe('showsLinesOf', () => {
  const content = Buffer.from('a\nb\nc');

  test.each([
    ['Lines 1-3 of 3.\na\nb\nc', true],
    ['Lines 2-3 of 3. Go on with offset 4.\nb\nc\n', true],
    ['Lines 1-3 of 3.\na\nb', false],
    ['Lines 1-2 of 3.\na\nb\nc', false],
    ['Lines 3-9 of 9.\nc', false],
    ['The file is empty.', false],
    ['Line 1 of 3, only its first 1 bytes (it is longer):\na', false],
  ])('%j → %s', (output, isShown) => {
    expect(showsLinesOf(output, content)).toBe(isShown);
  });
});
