import { describe, expect, test } from '@jest/globals';
import { planCopy } from '../../../../activities/accepted/copy-plan.ts';
import { pathFilter } from '../../../../activities/accepted/path-filter.ts';
import type { Survey } from '../../../../activities/accepted/survey.ts';
import type { CheckCopies } from '../../../../activities/checks/check-copies.ts';
import type { ExaminedCheck } from '../../../../activities/checks/examine.ts';
import type { BaselineOfCheck } from '../../../../activities/checks/known-of-check.ts';
import type { CheckCopy } from '../../../../activities/copies/check-copy.ts';
import { settleTraces } from '../../../../activities/doubt/traces/settle-traces.ts';
import type { Entries, EntryStamp, Tree } from '../../../../tree/listing/entry-stamp.ts';
import type { RunTraces } from '../../../../workflows/evidence/workspace-changes.ts';
import { checkWith, outcomeWith } from '../../../support/contract/sample-contract.ts';
import { createScriptedSandbox } from '../../../support/sandbox/scripted-sandbox.ts';
import { manifest } from '../../../support/workspace/manifests.ts';

const QUIET: RunTraces = { sealed: [], planted: [], undeclared: [], moved: [], leftProcesses: [] };
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
const BEFORE: Entries = new Map(
  [...STATE].map(([path, { kind }]) => [path, { ...stamp, kind: kind === 'directory' ? 'd' : 'f' }]),
);

const treeOf = (entries: Entries): Tree => ({ root: { ...stamp, kind: 'd' }, entries });

interface Played {
  readonly traces?: Partial<RunTraces>;
  readonly known?: BaselineOfCheck;
  readonly passed?: boolean;
  /** Paths that the check changes or makes without the work. */
  readonly usually?: readonly string[];
  /** Whether it passes where it cannot write below protected folders. */
  readonly passesClosed?: boolean;
  readonly undeclaredReads?: 'report' | 'ask' | 'refuse';
  /** What the check changes or makes where folders are held. */
  readonly otherwise?: readonly string[];
  /** An earlier goal's work is in the accepted state, and no person has looked at it. */
  readonly holdsProvenWork?: boolean;
}

async function settle(played: Played) {
  const afterwards = (paths: readonly string[] = []): Entries =>
    new Map([
      ...BEFORE,
      ...paths.map((path) => [path, { ...(BEFORE.get(path) ?? stamp), ctime: '2' }] as const),
    ]);
  const copyWith = (entries: Entries): CheckCopy => ({
    use: async (run) => ({
      result: await run('/copy'),
      lists: { before: treeOf(BEFORE), after: treeOf(entries) },
    }),
    remove: async () => undefined,
  });
  const copies = {
    withWork: copyWith(afterwards(played.otherwise)),
    withoutWork: copyWith(afterwards(played.usually)),
  } as CheckCopies;
  const sandbox = createScriptedSandbox(({ readOnlyEntries, heldFolders }) => ({
    exitCode: (readOnlyEntries ?? heldFolders) === undefined || played.passesClosed ? 0 : 1,
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
    holdsProvenWork: played.holdsProvenWork ?? false,
    kindOf: () => 'other',
    decidesChecks: pathFilter(['lib']),
    ownership,
    plan: planCopy(STATE, STATE, ownership),
  } as unknown as Survey;
  const { refusals, changedTests } = await settleTraces([examined], {
    settings: { sandbox, signal: new AbortController().signal },
    copies,
    survey,
    protectedPaths: PROTECTED,
    undeclaredReads: played.undeclaredReads ?? 'refuse',
  });
  return { refusals, changedTests, commands: sandbox.commands };
}

describe('settleTraces', () => {
  test('a run that kept to itself, or a check that failed → nothing, and nothing is run again', async () => {
    expect(await settle({})).toEqual({ refusals: [], changedTests: [], commands: [] });
    expect(await settle({ passed: false, traces: { sealed: ['test/t'] } })).toEqual({
      refusals: [],
      changedTests: [],
      commands: [],
    });
  });

  test('a sealed file changed → refused by name', async () => {
    expect((await settle({ traces: { sealed: ['test/t'] } })).refusals).toEqual([
      { check: 'tests', what: 'sealed', paths: ['test/t'] },
    ]);
  });

  test('the same without the work, by what an earlier goal has left → excuses nothing', async () => {
    const known = { passedBefore: false, usual: [{ ...QUIET, sealed: ['test/t'] }] };
    const played = { traces: { sealed: ['test/t'] }, known, usually: ['test/t'], holdsProvenWork: true };
    expect((await settle(played)).refusals).toEqual([{ check: 'tests', what: 'sealed', paths: ['test/t'] }]);
  });

  test('the same without the work (a database opened for writing) → the contract means it so', async () => {
    const known = { passedBefore: false, usual: [{ ...QUIET, sealed: ['test/t'] }] };
    expect(await settle({ traces: { sealed: ['test/t'] }, known })).toEqual({
      refusals: [],
      changedTests: [],
      commands: [],
    });
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
      { check: 'tests', what: 'planted', paths: ['test/__snapshots__/a.snap'], unlessItCanFail: true },
    ]);
  });

  test('the check goes another way where the folder is closed → refused by what it then did', async () => {
    const traces = { planted: ['test/setup.mjs'] };
    const played = await settle({ traces, passesClosed: true, otherwise: ['test/t'] });
    expect(played.refusals).toEqual([{ check: 'tests', what: 'sealed', paths: ['test/t'] }]);
  });

  test('a sealed folder in which nothing stayed → refused only if the check needs to write there', async () => {
    const traces = { moved: ['test'] };
    const harmless = await settle({ traces, passesClosed: true });
    expect(harmless.refusals).toEqual([]);
    expect(harmless.commands.at(-1)?.readOnlyEntries).toEqual(['test']);
    expect((await settle({ traces })).refusals).toEqual([
      { check: 'tests', what: 'moved', paths: ['test/'], unlessItCanFail: true },
    ]);
  });

  test('it writes there without the work as well → the folder stays open, but where it is', async () => {
    const { refusals, commands } = await settle({
      traces: { moved: ['test'] },
      usually: ['test'],
      passesClosed: true,
    });
    expect(refusals).toEqual([]);
    expect(commands.at(-1)).toMatchObject({ heldFolders: ['test'] });
    expect(commands.at(-1)?.readOnlyEntries).toBeUndefined();
  });

  test('a folder of undeclared files → held where it is, unless that is nobody’s concern', async () => {
    const traces = { moved: ['lib'] };
    const { refusals, commands } = await settle({ traces, passesClosed: true });
    expect([refusals, commands.at(-1)?.heldFolders]).toEqual([[], ['lib']]);
    expect((await settle({ traces })).refusals).toEqual([
      { check: 'tests', what: 'moved', paths: ['lib/'], unlessItCanFail: true },
    ]);
    expect((await settle({ traces, undeclaredReads: 'report' })).commands).toEqual([]);
  });

  test('tests changed in the copy where a person is asked about tests → asked, not refused', async () => {
    const played = await settle({ traces: { undeclared: ['lib/h'] }, undeclaredReads: 'ask' });
    expect([played.refusals, played.changedTests]).toEqual([[], ['lib/h']]);
  });

  test('an undeclared file that was there was changed → refused where the contract refuses undeclared reads', async () => {
    const traces = { undeclared: ['lib/h'] };
    expect((await settle({ traces })).refusals).toEqual([
      { check: 'tests', what: 'undeclared', paths: ['lib/h'] },
    ]);
    expect((await settle({ traces, undeclaredReads: 'report' })).refusals).toEqual([]);
    expect((await settle({ traces, usually: ['lib/h'] })).refusals).toEqual([]);
  });
});
