import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { workspacesDirectory } from '../../worker/workspaces-directory.ts';

/** Belongs to nobody on any usual machine: neither owner nor group of what a test makes. */
const STRANGER = { uid: 54_321, gid: 54_321 };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-test-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const chosen = (fields = {}) => workspacesDirectory({ directory, workspaceSources: {}, ...fields }, STRANGER);

test('workspacesDirectory: data directory that the sandbox user can enter → below it', () => {
  chmodSync(directory, 0o755);
  expect(chosen()).toBe(join(directory, 'workspaces'));
});

test('workspacesDirectory: closed data directory → a place of its own outside, the same each time', () => {
  chmodSync(directory, 0o700);
  const place = chosen();
  expect(place).toMatch(/^\/var\/lib\/goalkeeper\/[0-9a-f]{12}\/workspaces$/);
  expect(chosen()).toBe(place);
  expect(chosen({ directory: join(directory, 'other') })).not.toBe(place);
});

test('workspacesDirectory: said by the operator → that one, whatever its mode', () => {
  expect(chosen({ workspacesDirectory: '/srv/w' })).toBe('/srv/w');
});
