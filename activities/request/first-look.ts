/**
 * What the first turn of a goal is told of the place that it works in, so that no call is spent on asking.
 * What cannot be found out is left out: no request waits for it, and none fails for it.
 */
import type { FirstLook } from '../../context/closing/closing-block.ts';
import type { FirstLookOf } from '../../context/closing/read-closing.ts';
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import { type Contract, checksOf } from '../../workflows/contract/contract.ts';
import { isHidden } from '../../workflows/contract/hidden-check.ts';
import { openWorkspace } from '../accepted/open-workspace.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import {
  dateLine,
  LIMITS_LINE,
  LISTING_SCRIPT,
  listingLine,
  TOOLS_SCRIPT,
  toolLines,
} from './environment-lines.ts';
import { LINKS_SCRIPT, linkLines } from './outward-links.ts';

const TIMEOUT_MS = 20_000;
const MAX_RUNS = 50;
const MAX_FAILING = 3;
const MAX_TAIL_CHARACTERS = 1_500;

/** Programs do not change while a worker runs. */
const toolsOf = new WeakMap<Sandbox, Promise<readonly string[]>>();

export async function lookFirst(
  dependencies: ActivityDependencies,
  { threadId, goal, contract }: FirstLookOf,
): Promise<FirstLook> {
  const { journal, sandbox } = dependencies;
  const [workspace, runs] = await Promise.all([
    openWorkspace(dependencies, threadId).catch(() => undefined),
    journal.readLastCheckRuns(goal.goalId, MAX_RUNS),
  ]);
  const failing = failingLines(runs, contract);
  if (workspace === undefined) return { environment: [dateLine(Date.now()), LIMITS_LINE], failing };
  const print = async (script: string): Promise<string | undefined> => {
    const argv = ['/bin/bash', '-c', script];
    const result = await sandbox.run({ workspace, readOnlyWorkspace: true, argv, timeoutMs: TIMEOUT_MS });
    return result.endedBy === 'exit' ? result.output : undefined;
  };
  const tools = toolsOf.get(sandbox) ?? print(TOOLS_SCRIPT).then((printed) => toolLines(printed ?? ''));
  toolsOf.set(sandbox, tools);
  const [known, listed, links] = await Promise.all([tools, print(LISTING_SCRIPT), print(LINKS_SCRIPT)]);
  const listing = listed === undefined ? [] : [listingLine(listed)];
  return {
    environment: [...known, dateLine(Date.now()), LIMITS_LINE, ...listing, ...linkLines(links ?? '')],
    failing,
  };
}

/** The end of what each failing check printed before any work; nothing of one that is hidden. Pure. */
export function failingLines(
  runs: readonly Pick<CheckRun, 'name' | 'purpose' | 'passed' | 'outputTail'>[],
  contract: Contract,
): string[] {
  const shown = checksOf(contract).filter(({ check }) => !isHidden(check));
  const failed = shown.flatMap(({ check }) => {
    const run = runs.find((each) => each.name === check.name && each.purpose === 'baseline' && !each.passed);
    const tail = run?.outputTail.trim().slice(-MAX_TAIL_CHARACTERS) ?? '';
    return tail === '' ? [] : [`${check.name}, before any work, printed at its end:\n${tail}`];
  });
  return failed.slice(0, MAX_FAILING);
}
