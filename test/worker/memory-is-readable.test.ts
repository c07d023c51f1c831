import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { memoryIsReadable } from '../../worker/memory-is-readable.ts';

test.each([
  ['0\n', true],
  ['1\n', false],
  ['2\n', false],
])('ptrace_scope %j → readable: %s', (text, isReadable) => {
  const directory = mkdtempSync(join(tmpdir(), 'goalkeeper-test-'));
  writeFileSync(join(directory, 'scope'), text);
  expect(memoryIsReadable(join(directory, 'scope'))).toBe(isReadable);
  rmSync(directory, { recursive: true });
});

test('a kernel without ptrace_scope → readable', () => {
  expect(memoryIsReadable('/proc/sys/kernel/yama/no-such-file')).toBe(true);
});
