/** Shows by twins whether a check can fail on this very work. */

import type { TwinRecord, TwinRun } from '../../../journal/bodies/twin-record.ts';
import { defined } from '../../../objects/defined.ts';
import { isChain, splitCommand } from '../../../workflows/contract/command-line/command-words.ts';
import type { Check, Policy } from '../../../workflows/contract/contract.ts';
import type { Mutation } from '../mutation.ts';
import type { Mutate } from '../run-mutator.ts';
import { expandScript, type PackageScripts } from '../runners/expand-script.ts';
import { comparesFiles, type UnderstoodCommand, understandCommand } from '../runners/understand-command.ts';
import { preparationOf } from './contract-twin.ts';
import { entryTwin } from './entry-twin.ts';
import { type FoundTwins, findTwins, type TestFile } from './find-twins.ts';
import { mayRun, startedTests } from './started-tests.ts';
import { createTrials, type Trials } from './trials.ts';
import {
  areTooMany,
  decideTwins,
  EQUAL_TWINS,
  REFUSING_SURVIVORS,
  type Scrutiny,
  scrutinyOf,
} from './twin-decision.ts';

import { patienceMs, type TwinTime, twinTime } from './twin-time.ts';
import type { RunVariant } from './variant.ts';

export interface TwinInput {
  readonly check: Pick<Check, 'name' | 'command' | 'runs' | 'twin'>;
  /** What all runs of the check took in this audit; it passed. */
  readonly tookMs: number;
  /** Sealed files that hold its tests (`testFilesOf`), as text. */
  readonly files: readonly TestFile[];
  /** Tests that the work brought along: they count only where nothing else expects anything. */
  readonly addedFiles?: readonly TestFile[];
  /** Sealed tests that the command starts by name and that the passing run has not opened. */
  readonly unreadTests?: readonly string[];
  /** What a check such as `npm test` runs. */
  readonly scripts?: PackageScripts;
  readonly twins: Exclude<Policy['twins'], 'off'>;
  /** An earlier claim of the goal was refused because this check passed whatever was expected. */
  readonly isDoubted?: boolean;
  /** A whole number from 0, drawn anew for each audit: who could foretell it could pass what is drawn. */
  readonly seed: number;
  readonly runVariant: RunVariant;
  /**
   * Whether the check runs none of these files although it reads them; `others` are the rest of its tests.
   */
  readonly areIdle?: (paths: readonly string[], others: readonly string[]) => Promise<boolean>;
  readonly mutate: Mutate;
  /** When nothing more is begun, by the clock. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Rejects only as `runVariant` does. A test that the command starts by name and that the run did not even
 * open has been kept from running. Where all that was drawn of some files passes, the fault may be that the
 * check reads these files and runs others: it copies a folder. That is believed where the command starts
 * others by name, which fail when they should.
 */
export async function runTwins(input: TwinInput): Promise<TwinRecord> {
  const { check, scripts = {}, unreadTests = [] } = input;
  if (unreadTests.length > 0) return unread(input, unreadTests);
  const record = await drawAndRun(input);
  if (record.summary.standing === 'notShown' && record.runs.length === 0) return withEntryTwin(record, input);
  if (record.summary.standing !== 'cannotFail') return record;
  const suspects = filesOfSurvivors(record.runs);
  const paths = input.files.map(({ path }) => path);
  const started = startedTests(check.command, scripts, paths, true);
  const startedFiles = input.files.filter(({ path }) => started.includes(path));
  const mayBeRun = suspects.some(
    (suspect) => started.includes(suspect) || startedFiles.some((file) => mayRun(file, suspect)),
  );
  if (suspects.length === 0 || started.length === 0 || mayBeRun) return record;
  if (!(await input.areIdle?.(suspects, started))) return record;
  const others = await drawAndRun({ ...input, files: startedFiles });
  const { summary } = others;
  return summary.standing === 'canFail' ? { ...others, summary: { ...summary, idle: suspects } } : record;
}

const unread = ({ check, seed }: TwinInput, paths: readonly string[]): TwinRecord => ({
  summary: {
    check: check.name,
    standing: 'cannotFail',
    tried: 0,
    survived: 0,
    reason: `it passes without opening ${paths.slice(0, REFUSING_SURVIVORS).join(', ')}, which its command starts`,
  },
  seed,
  expectations: 0,
  durationMs: 0,
  runs: [],
});

/** What has no expectation to change is only ever shown to be wrong by this, never to be right. */
async function withEntryTwin(record: TwinRecord, input: TwinInput): Promise<TwinRecord> {
  const { check, scripts = {}, files, runVariant, tookMs } = input;
  const started = startedTests(
    check.command,
    scripts,
    files.map(({ path }) => path),
  );
  const file = files.find(({ path }) => started.includes(path));
  const text =
    file === undefined || !isChain(splitCommand(expandScript(check.command, scripts).command))
      ? undefined
      : entryTwin(file);
  if (file === undefined || text === undefined) return record;
  const result = await runVariant({
    changes: [{ path: file.path, text }],
    timeoutMs: patienceMs(tookMs / check.runs),
  });
  if (result.ended === 'stopped' || !result.passed) return record;
  const reason = `it passes although ${file.path} ends with an error as soon as what it imports is loaded`;
  return { ...record, summary: { ...record.summary, standing: 'cannotFail', reason } };
}

/** Those in which every expectation that was changed passed. */
function filesOfSurvivors(runs: readonly TwinRun[]): string[] {
  const tried = runs.filter(({ kind }) => kind === 'impossible');
  const failed = new Set(tried.flatMap(({ path, passed }) => (passed ? [] : [path])));
  return [...new Set(tried.flatMap(({ path }) => (path === null || failed.has(path) ? [] : [path])))];
}

async function drawAndRun(input: TwinInput): Promise<TwinRecord> {
  const { check, tookMs, seed, runVariant, deadlineMs, isDoubted = false } = input;
  const scrutiny = scrutinyOf(isDoubted);
  const understood = understandCommand(check.command, input.scripts);
  const time = twinTime(input.twins, tookMs);
  const trials = createTrials({
    understood,
    runVariant,
    runMs: tookMs / check.runs,
    ...defined({ deadlineMs }),
  });
  const ownReason = await tryOwn(input, trials);
  const found = await findIn(input, understood);
  const mayCompareText =
    found.impossible.length > 0 ? await tryFound(found, { trials, time, understood, scrutiny }) : false;
  const summary = decideTwins({
    check: check.name,
    runs: trials.runs(),
    available: found.impossible.length,
    mayCompareText,
    scrutiny,
    ...reasonOf(ownReason ?? trials.stoppedBy() ?? found.reason),
  });
  return {
    summary,
    seed,
    expectations: found.expectations,
    durationMs: trials.runs().reduce((sum, { durationMs }) => sum + durationMs, 0),
    runs: trials.runs(),
  };
}

async function findIn(
  { files, addedFiles = [], seed, mutate, signal }: TwinInput,
  understood: UnderstoodCommand,
): Promise<FoundTwins> {
  const found = await findTwins(files, understood, seed, mutate, signal);
  return found.impossible.length > 0 || addedFiles.length === 0
    ? found
    : findTwins(addedFiles, understood, seed, mutate, signal);
}

const reasonOf = (stoppedBy: string | undefined) => (stoppedBy === undefined ? {} : { stoppedBy });

/** The contract's own twin; returns why it could not be put in place. */
async function tryOwn({ check, runVariant, tookMs }: TwinInput, trials: Trials): Promise<string | undefined> {
  if (check.twin === undefined) return undefined;
  const result = await runVariant({
    changes: [],
    prepare: preparationOf(check.twin),
    timeoutMs: patienceMs(tookMs / check.runs),
  });
  if (result.ended === 'stopped')
    return `the contract's own twin could not be put in place: ${result.reason}`;
  const what = "the contract's own twin";
  const { passed, durationMs } = result;
  trials.record({ kind: 'contract', path: null, line: null, testCase: null, what, passed, durationMs });
  return undefined;
}

interface Trying {
  readonly trials: Trials;
  readonly time: TwinTime;
  readonly understood: UnderstoodCommand;
  readonly scrutiny: Scrutiny;
}

/**
 * What means the same comes first: if that fails, so does all else. Returns whether the command may compare
 * the tests' text by itself.
 */
async function tryFound(found: FoundTwins, trying: Trying): Promise<boolean> {
  const { trials } = trying;
  const mayCompareText = await tryEqual(found, trying);
  const equal = trials.runs().filter(({ kind }) => kind === 'equal');
  if (equal.length === 0 || equal.some(({ passed }) => passed)) await tryImpossible(found, trying);
  return mayCompareText;
}

async function tryEqual({ equal }: FoundTwins, { trials, time, understood }: Trying): Promise<boolean> {
  let failures = 0;
  let { comparesText } = understood;
  for (const mutation of equal) {
    const outcome = await trials.narrow('equal', mutation, failures === 0 ? time.limitMs : time.doubtMs);
    if (outcome?.passed) return false;
    if (outcome === undefined) {
      if (trials.isOver()) break;
      continue;
    }
    failures += 1;
    // A chain may compare the tests with a checksum of its own; then only its part that runs them is tried.
    if (failures === 1 && understood.part !== undefined) {
      const alone = await trials.whole('control', undefined, time.doubtMs, understood.part);
      if (alone?.passed) trials.use(understood.part);
      // Work that fails just because nobody looked at the text of its tests knows that it is watched.
      if (alone?.passed || (alone !== undefined && understood.mustPassAlone))
        comparesText = comparesFiles(understood.part);
      if (alone?.passed) continue;
    }
    await trials.whole('control', undefined, time.doubtMs, outcome.command);
    if (failures === EQUAL_TWINS) break;
  }
  return comparesText;
}

async function tryImpossible(
  { impossible, equal }: FoundTwins,
  { trials, time, scrutiny }: Trying,
): Promise<void> {
  let tried = 0;
  let survived = 0;
  const failed: Mutation[] = [];
  for (const mutation of impossible) {
    if (tried === scrutiny.impossible || areTooMany(survived, scrutiny.impossible, scrutiny)) break;
    const limitMs = survived === 0 ? time.limitMs : time.doubtMs;
    let outcome = await trials.narrow('impossible', mutation, limitMs);
    if (outcome?.passed && trials.needsProof(mutation, outcome.command)) {
      // Run alone it may not have run at all: only the whole command tells.
      trials.dropLast();
      outcome = await trials.whole('impossible', mutation, time.doubtMs);
      if (outcome !== undefined && !outcome.passed) await mistrustNarrowing(equal, trials, time);
    }
    if (outcome === undefined) {
      if (trials.isOver()) break;
      continue;
    }
    tried += 1;
    if (outcome.passed) survived += 1;
    else failed.push(mutation);
  }
  // Those that failed beside a survivor have to fail again, unless they failed by lot.
  if (survived > 0 && survived < scrutiny.refusing)
    for (const mutation of failed) {
      const again = await trials.whole('impossible', mutation, time.doubtMs);
      if (again?.passed !== false) break;
      trials.dropLast();
    }
}

/** What passed alone may not have run: what means the same has to pass on the whole command as well. */
async function mistrustNarrowing(equal: FoundTwins['equal'], trials: Trials, time: TwinTime): Promise<void> {
  trials.stopNarrowing();
  const [mutation] = equal;
  const dropped = trials.dropNarrowedEqual();
  if (mutation !== undefined && dropped) await trials.whole('equal', mutation, time.doubtMs);
}
