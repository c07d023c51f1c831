import { describe, expect, test } from '@jest/globals';
import type { ExaminedCheck } from '../../../activities/checks/examine.ts';
import { leftAsAccepted } from '../../../activities/gate/left-as-accepted.ts';
import type { Manifest, StateEntry } from '../../../states/state-entry.ts';

const file = (sha256: string): StateEntry => ({
  kind: 'file',
  mode: 0o644,
  sha256,
  sizeBytes: 1,
  mtime: '0',
});
const state = (files: Readonly<Record<string, string>>): Manifest =>
  new Map(Object.entries(files).map(([path, text]) => [path, file(text)]));

const ACCEPTED = state({ 'lib/a.mjs': 'given', 'lib/b.mjs': 'given', 'old.txt': 'given' });
const COPY = state({
  'lib/a.mjs': 'changed',
  'lib/b.mjs': 'changed',
  'new.mjs': 'new',
  'new.test.mjs': 'new',
});

function proven(options: {
  readonly read?: readonly string[];
  readonly isDeclared?: boolean;
  readonly count?: number;
}) {
  const { read = [], isDeclared = false, count = read.length } = options;
  const reads = { known: true, count, files: read, changed: [], undeclared: [], unprotected: [] };
  const kept = leftAsAccepted(
    {
      accepted: ACCEPTED,
      plan: { placed: [], leftOut: [], composed: COPY },
      ownership: { isProtected: () => false, ...(isDeclared ? { isDeclared: () => true } : {}) },
      decidesChecks: (path) => path.includes('.test.'),
    },
    [{ runs: [{ reads }] }] as unknown as readonly Pick<ExaminedCheck, 'runs'>[],
  );
  return Object.fromEntries([...kept].map(([path, entry]) => [path, entry.kind === 'file' && entry.sha256]));
}

describe('leftAsAccepted: what a proven goal leaves as accepted', () => {
  test('nothing declared → changes that a check has read, and new files that decide nothing', () => {
    expect(proven({ read: ['lib/a.mjs'] })).toEqual({
      'lib/a.mjs': 'changed',
      'lib/b.mjs': 'given',
      'new.mjs': 'new',
    });
  });

  test('a new test that was read → with it', () => {
    expect(proven({ read: ['new.test.mjs'] })).toMatchObject({ 'new.test.mjs': 'new' });
  });

  test.each([
    ['the work is declared', { isDeclared: true }],
    ['what was read is not known whole', { count: 1_000 }],
  ])('%s → the copy as it is', (_, options) => {
    expect(proven(options)).toEqual({
      'lib/a.mjs': 'changed',
      'lib/b.mjs': 'changed',
      'new.mjs': 'new',
      'new.test.mjs': 'new',
    });
  });
});
