import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { removeTree } from '../../tree/remove-tree.ts';

const PROGRAM = fileURLToPath(import.meta.resolve('../support/workspace/look-unprivileged.ts'));

test.each([
  ['the disk', tmpdir()],
  ['tmpfs', '/dev/shm'],
])(
  'a service that is not root, closed files and folders, on %s → kept and copied with their modes, and closed again',
  async (_, place) => {
    const directory = mkdtempSync(join(place, 'goalkeeper-closed-'));
    chmodSync(directory, 0o777);
    try {
      const seen = JSON.parse(execFileSync(process.execPath, [PROGRAM, directory]).toString());
      expect(seen.uid).not.toBe(0);
      expect(seen).toMatchObject({
        entries: [
          'closed 311',
          'closed/inner 0',
          'closed/inner/file 200',
          'closed/inner/innermost 755',
          'secret 0',
        ],
        isSame: true,
        afterKeep: ['311', '0'],
        afterCopies: ['311', '0'],
        added: ['made', 'made/file'],
      });
      expect(seen.unlistable).toBeUndefined();
      expect(readdirSync(join(directory, 'workspaces')).filter((name) => name.startsWith('.check-'))).toEqual(
        [],
      );
    } finally {
      await removeTree(directory);
    }
  },
);
