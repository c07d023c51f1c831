/**
 * Whether what runs of a passing check did to entries that were not theirs refuses the claim. A check may
 * write where it likes as long as it does the same without the work: then the contract means it so. What only
 * the work brings about is the program under test changing what it is tested by.
 */

import { shownPath } from '../../../tree/tree-paths.ts';
import type { Check } from '../../../workflows/contract/contract.ts';
import type { RunTraces } from '../../../workflows/evidence/workspace-changes.ts';
import { type ExaminedCheck, interpretRun } from '../../checks/examine.ts';
import { runInCopy } from '../../checks/run-check.ts';
import { beyond } from '../../checks/run-traces.ts';
import { holdStill, isToBeHeld } from './hold-still.ts';
import type { TraceRefusal, TraceTools } from './trace-tools.ts';

export interface SettledTraces {
  /** The first refusal of each check, the most serious one; empty when the runs kept to themselves. */
  readonly refusals: readonly TraceRefusal[];
  /** Tests that a run changed in its copy, where a person is to be asked about such changes. */
  readonly changedTests: readonly string[];
}

export async function settleTraces(
  examined: readonly ExaminedCheck[],
  tools: TraceTools,
): Promise<SettledTraces> {
  const refusals: TraceRefusal[] = [];
  const changedTests = new Set<string>();
  for (const each of examined) {
    const { refusal, asked = [] } = await settle(each, tools);
    if (refusal !== undefined) refusals.push(refusal);
    for (const path of asked) changedTests.add(path);
  }
  return { refusals, changedTests: [...changedTests].sort() };
}

interface Settled {
  readonly refusal?: TraceRefusal;
  readonly asked?: readonly string[];
}

async function settle({ check, runs, known, outcome }: ExaminedCheck, tools: TraceTools): Promise<Settled> {
  if (!outcome.passed) return {};
  const refused = (what: TraceRefusal['what'], paths: readonly string[]): Settled => ({
    refusal: { check: check.name, what, paths },
  });
  const traces = runs.map((run) => run.traces);
  const unknown = traces.find((each) => each.unknown !== undefined)?.unknown;
  if (unknown !== undefined) return refused('unknown', [unknown]);
  const usual = (known.usual ?? []).map((each) => excusing(each, tools));
  const unusual = beyond(merged(traces), usual);
  if (isQuiet(unusual, usual, tools)) return {};
  // The baseline may have ended before it came that far, or ran with work that was there already.
  const bare = excusing(await tracesWithoutWork(check, tools), tools);
  const all = beyond(unusual, [bare]);
  if (all.sealed.length > 0) return refused('sealed', all.sealed);
  const held = await holdStill({ check, known, usual: [...usual, bare], traces: all }, tools);
  if (held !== undefined) return { refusal: { check: check.name, ...held } };
  const undeclared = ofConcern(all, tools);
  if (undeclared.length === 0) return {};
  return tools.undeclaredReads === 'refuse' ? refused('undeclared', undeclared) : { asked: undeclared };
}

/** An earlier goal may have left a program that does nothing but change the tests of a later one. */
const excusing = (traces: RunTraces, { survey }: TraceTools): RunTraces =>
  survey.holdsProvenWork ? { ...traces, sealed: [] } : traces;

/** What the contract has something against, of what nobody declared as the work. */
function ofConcern({ undeclared }: RunTraces, { undeclaredReads, survey }: TraceTools): readonly string[] {
  if (undeclaredReads === 'report') return [];
  return undeclaredReads === 'refuse'
    ? undeclared
    : undeclared.filter((path) => survey.decidesChecks(shownPath(path)));
}

const merged = (traces: readonly RunTraces[]): RunTraces => {
  const all = (of: (each: RunTraces) => readonly string[]): string[] =>
    [...new Set(traces.flatMap(of))].sort();
  return {
    sealed: all(({ sealed }) => sealed),
    planted: all(({ planted }) => planted),
    undeclared: all(({ undeclared }) => undeclared),
    moved: all(({ moved = [] }) => moved),
    leftProcesses: all(({ leftProcesses }) => leftProcesses),
  };
};

const isQuiet = (traces: RunTraces, usual: readonly RunTraces[], tools: TraceTools): boolean =>
  traces.sealed.length === 0 &&
  traces.planted.length === 0 &&
  ofConcern(traces, tools).length === 0 &&
  !isToBeHeld(traces, usual, tools);

/** A run of the check on the accepted state alone, whatever it shows. */
async function tracesWithoutWork(check: Check, { copies, settings, survey }: TraceTools): Promise<RunTraces> {
  const used = await runInCopy(check, copies.withoutWork, settings, { why: 'withoutWork' });
  const lists = 'lists' in used ? used.lists : undefined;
  return interpretRun(survey, false, lists).traces;
}
