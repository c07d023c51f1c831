import { describe, expect, test } from '@jest/globals';
import type { Survey } from '../../../activities/accepted/survey.ts';
import type { ExaminedCheck } from '../../../activities/checks/examine.ts';
import { readTestFiles } from '../../../activities/doubt/read-test-files.ts';
import { toBytePath } from '../../../tree/tree-paths.ts';
import { checkWith } from '../../support/contract/sample-contract.ts';

/** Tests that a command starts and that a run has not opened; `read` are the paths that it has. */
async function unreadTests(command: string, path: string, read: readonly string[]) {
  const entry = { kind: 'file', sha256: 'x', sizeBytes: 1, mode: 0o644 };
  const tree = new Map([[toBytePath(path), entry]]);
  const reads = {
    known: true,
    count: read.length,
    files: read,
    changed: [],
    undeclared: [],
    unprotected: [],
  };
  const examined = {
    check: checkWith({ command }),
    runs: [{ reads }],
    known: {},
  } as unknown as ExaminedCheck;
  const survey = {
    accepted: tree,
    plan: { composed: tree },
    ownership: { isProtected: () => true },
    decidesChecks: () => true,
  } as unknown as Survey;
  const states = { contentOf: async () => undefined };
  return (await readTestFiles(examined, survey, states, {})).unreadTests;
}

describe('readTestFiles: tests that the command starts', () => {
  test.each(['test/run.mjs', 'test/prüfung.mjs', 'test/試験.mjs'])(
    '%s was opened → none is missing',
    async (path) => {
      expect(await unreadTests(`node ${path}`, path, [path])).toEqual([]);
    },
  );

  test.each(['test/run.mjs', 'test/prüfung.mjs'])('%s was not opened → named', async (path) => {
    expect(await unreadTests(`node ${path}`, path, ['src/x.mjs'])).toEqual([path]);
  });
});

test('readTestFiles: the runner would find sealed tests, and has opened none → named', async () => {
  const path = 'test/area.test.mjs';
  expect(await unreadTests('node --import ./src/x.mjs --test', path, ['src/x.mjs'])).toEqual([path]);
  expect(await unreadTests('node --test', path, [path])).toEqual([]);
});
