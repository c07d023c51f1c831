import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  evidenceDigest,
  fileProblem,
  MAX_EVIDENCE_FILE_BYTES,
} from '../../../activities/ledger/evidence-file.ts';

let root: string;
let workspace: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'goalkeeper-evidence-'));
  workspace = join(root, 'workspace');
  mkdirSync(join(workspace, 'out'), { recursive: true });
  writeFileSync(join(root, 'secret.txt'), 'of the host');
  writeFileSync(join(workspace, 'out/price.txt'), '1.69');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const problemOf = async (path: string) => fileProblem(await evidenceDigest(workspace, path));

describe('evidenceDigest', () => {
  test('a file → its entry digest; another content or mode → another one', async () => {
    const path = join(workspace, 'out/price.txt');
    const before = await evidenceDigest(workspace, 'out/price.txt');
    expect(before).toMatch(/^file \d+ [0-9a-f]{64}$/);
    expect(fileProblem(before)).toBeUndefined();
    writeFileSync(path, '1.70');
    const changed = await evidenceDigest(workspace, 'out/price.txt');
    chmodSync(path, 0o755);
    const all = new Set([before, changed, await evidenceDigest(workspace, 'out/price.txt')]);
    expect(all.size).toBe(3);
  });

  test('a link, or a path through one → never what it leads to', async () => {
    symlinkSync(join(root, 'secret.txt'), join(workspace, 'link.txt'));
    symlinkSync(root, join(workspace, 'outside'));
    symlinkSync('out', join(workspace, 'inside'));
    expect(await problemOf('link.txt')).toMatch(/is a link/);
    for (const path of ['outside/secret.txt', 'outside/nothing.txt', 'inside/price.txt'])
      expect(await evidenceDigest(workspace, path)).toBe('absent');
  });

  test.each([
    ['nothing there', 'out/none.txt', /no such file/],
    ['below a file', 'out/price.txt/x', /no such file/],
    ['a directory', 'out', /is a directory/],
  ])('%s → no evidence', async (_, path, problem) => {
    expect(await problemOf(path)).toMatch(problem);
  });

  test('larger than the limit → not read, and told what to do', async () => {
    const path = join(workspace, 'out/price.txt');
    truncateSync(path, MAX_EVIDENCE_FILE_BYTES);
    expect(await problemOf('out/price.txt')).toBeUndefined();
    truncateSync(path, MAX_EVIDENCE_FILE_BYTES + 1);
    expect(await problemOf('out/price.txt')).toMatch(/larger than 32 MiB; cite a command/);
  });
});
