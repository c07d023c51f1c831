import { describe, expect, test } from '@jest/globals';
import { planCopy } from '../../../activities/accepted/copy-plan.ts';
import { pathFilter } from '../../../activities/accepted/path-filter.ts';
import type { Survey } from '../../../activities/accepted/survey.ts';
import type { CheckCopies } from '../../../activities/checks/check-copies.ts';
import type { ExaminedCheck } from '../../../activities/checks/examine.ts';
import type { BaselineOfCheck } from '../../../activities/checks/known-of-check.ts';
import type { CheckCopy } from '../../../activities/copies/check-copy.ts';
import { settleTraces } from '../../../activities/doubt/settle-traces.ts';
import type { Entries, EntryStamp, Tree } from '../../../activities/workspace/list-entries.ts';
import type { RunTraces } from '../../../workflows/workspace-changes.ts';
import { manifest } from '../../support/manifests.ts';
import { checkWith, outcomeWith } from '../../support/sample-contract.ts';
import { createScriptedSandbox } from '../../support/scripted-sandbox.ts';

const QUIET: RunTraces = { sealed: [], planted: [], undeclared: [], leftProcesses: [] };
const STATE = manifest({ 'src/a': '1', 'test/t': 't', 'test/cases/1': 'c', 'lib/h': 'h' });
const PROTECTED = ['test', '**/conftest.py'];
const ownership = { isProtected: pathFilter(PROTECTED), isDeclared: pathFilter(['src/**']) };
const stamp: EntryStamp = {
  kind: 'f',
  mode: '644',
  inode: '1',
  size: '1',
  mtime: '1',
  ctime: '1',
  atime: '1',
};
const BEFORE: Entries = new Map([...STATE.keys()].map((path) => [path, stamp]));

const treeOf = (entries: Entries): Tree => ({ root: { ...stamp, kind: 'd' }, entries });

interface Played {
  readonly traces?: Partial<RunTraces>;
  readonly known?: BaselineOfCheck;
  readonly passed?: boolean;
  /** Paths that the check changes or makes without the work. */
  readonly usually?: readonly string[];
  /** Whether it passes where it cannot write below protected folders. */
  readonly passesClosed?: boolean;
  readonly refusesUndeclared?: boolean;
}

async function settle(played: Played) {
  const after = new Map(BEFORE);
  for (const path of played.usually ?? []) after.set(path, { ...stamp, ctime: '2' });
  const copyWith = (entries: Entries): CheckCopy => ({
    use: async (run) => ({
      result: await run('/copy'),
      lists: { before: treeOf(BEFORE), after: treeOf(entries) },
    }),
    remove: async () => undefined,
  });
  const copies = { withWork: copyWith(BEFORE), withoutWork: copyWith(after) } as CheckCopies;
  const sandbox = createScriptedSandbox(({ readOnlyEntries }) => ({
    exitCode: readOnlyEntries === undefined || played.passesClosed ? 0 : 1,
  }));
  const examined = {
    check: checkWith(),
    role: 'verification',
    outcome: outcomeWith({ passed: played.passed ?? true }),
    runs: [{ traces: { ...QUIET, ...played.traces } }],
    known: played.known ?? {},
  } as unknown as ExaminedCheck;
  const survey = {
    changesInCopy: [],
    kindOf: () => 'other',
    ownership,
    plan: planCopy(STATE, STATE, ownership),
  } as unknown as Survey;
  const refusals = await settleTraces([examined], {
    settings: { sandbox, signal: new AbortController().signal },
    copies,
    survey,
    protectedPaths: PROTECTED,
    refusesUndeclared: played.refusesUndeclared ?? true,
  });
  return { refusals, commands: sandbox.commands };
}

describe('settleTraces', () => {
  test('a run that kept to itself, or a check that failed → nothing, and nothing is run again', async () => {
    expect(await settle({})).toEqual({ refusals: [], commands: [] });
    expect(await settle({ passed: false, traces: { sealed: ['test/t'] } })).toEqual({
      refusals: [],
      commands: [],
    });
  });

  test('a sealed file changed → refused by name', async () => {
    expect((await settle({ traces: { sealed: ['test/t'] } })).refusals).toEqual([
      { check: 'tests', what: 'sealed', paths: ['test/t'] },
    ]);
  });

  test('the same without the work (a database opened for writing) → the contract means it so', async () => {
    const known = { passedBefore: false, usual: [{ ...QUIET, sealed: ['test/t'] }] };
    expect(await settle({ traces: { sealed: ['test/t'] }, known })).toEqual({ refusals: [], commands: [] });
    expect((await settle({ traces: { sealed: ['test/t'] }, usually: ['test/t'] })).refusals).toEqual([]);
  });

  test('more than what it does without the work → refused by what is more', async () => {
    const played = { traces: { sealed: ['test/cases/1', 'test/t'] }, usually: ['test/t'] };
    expect((await settle(played)).refusals).toEqual([
      { check: 'tests', what: 'sealed', paths: ['test/cases/1'] },
    ]);
  });

  test('what the run did cannot be known → refused, fail closed', async () => {
    expect((await settle({ traces: { unknown: 'a folder was closed' } })).refusals).toEqual([
      { check: 'tests', what: 'unknown', paths: ['a folder was closed'] },
    ]);
  });

  test('a name that the contract spells out was made → refused without a further run of it', async () => {
    const { refusals } = await settle({ traces: { planted: ['lib/conftest.py'] }, passesClosed: true });
    expect(refusals).toEqual([{ check: 'tests', what: 'planted', paths: ['lib/conftest.py'] }]);
  });

  test('something below a protected folder was made → refused only if the check needs it', async () => {
    const traces = { planted: ['test/__snapshots__/a.snap'] };
    const harmless = await settle({ traces, passesClosed: true });
    expect(harmless.refusals).toEqual([]);
    expect(harmless.commands.at(-1)?.readOnlyEntries).toEqual(['test']);
    expect((await settle({ traces, passesClosed: false })).refusals).toEqual([
      { check: 'tests', what: 'planted', paths: ['test/__snapshots__/a.snap'] },
    ]);
  });

  test('an undeclared file that was there was changed → refused where the contract refuses undeclared reads', async () => {
    const traces = { undeclared: ['lib/h'] };
    expect((await settle({ traces })).refusals).toEqual([
      { check: 'tests', what: 'undeclared', paths: ['lib/h'] },
    ]);
    expect((await settle({ traces, refusesUndeclared: false })).refusals).toEqual([]);
    expect((await settle({ traces, usually: ['lib/h'] })).refusals).toEqual([]);
  });
});
