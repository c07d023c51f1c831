/**
 * Whether what runs of a passing check did to entries that were not theirs refuses the claim. A check may write where it
 * likes as long as it does the same without the work: then the contract means it so. What only the work brings about is
 * the program under test changing what it is tested by.
 */
import type { Check } from '../../workflows/contract.ts';
import { cleanPattern } from '../../workflows/path-pattern.ts';
import type { RunTraces } from '../../workflows/workspace-changes.ts';
import { pathFilter } from '../accepted/path-filter.ts';
import type { Survey } from '../accepted/survey.ts';
import type { CheckCopies } from '../checks/check-copies.ts';
import { type ExaminedCheck, interpretRun } from '../checks/examine.ts';
import { judge, type KnownOfCheck } from '../checks/judge.ts';
import { type RunSettings, runOnce } from '../checks/run-check.ts';
import { beyond } from '../checks/run-traces.ts';
import { type BytePath, shownPath } from '../workspace/tree-paths.ts';

/** A fact that refuses a claim. */
export interface TraceRefusal {
  readonly check: string;
  readonly what: 'sealed' | 'planted' | 'undeclared' | 'unknown';
  /** As people read them; of `unknown`, the reason in their place. */
  readonly paths: readonly string[];
}

export interface TraceTools {
  readonly settings: RunSettings;
  readonly copies: CheckCopies;
  readonly survey: Survey;
  readonly protectedPaths: readonly string[];
  readonly refusesUndeclared: boolean;
}

/** The first refusal of each check, the most serious one; empty when the runs kept to themselves. */
export async function settleTraces(
  examined: readonly ExaminedCheck[],
  tools: TraceTools,
): Promise<TraceRefusal[]> {
  const refusals: TraceRefusal[] = [];
  for (const each of examined) {
    const refusal = await refusalOf(each, tools);
    if (refusal !== undefined) refusals.push(refusal);
  }
  return refusals;
}

async function refusalOf(
  { check, runs, known, outcome }: ExaminedCheck,
  tools: TraceTools,
): Promise<TraceRefusal | undefined> {
  if (!outcome.passed) return undefined;
  const traces = runs.map((run) => run.traces);
  const unknown = traces.find((each) => each.unknown !== undefined)?.unknown;
  if (unknown !== undefined) return { check: check.name, what: 'unknown', paths: [unknown] };
  const unusual = beyond(merged(traces), known.usual ?? []);
  if (isQuiet(unusual, tools)) return undefined;
  // The baseline may have ended before it came that far, or ran with work that was there already.
  const all = beyond(unusual, [await tracesWithoutWork(check, tools)]);
  if (all.sealed.length > 0) return { check: check.name, what: 'sealed', paths: all.sealed };
  const planted = await plantedInEarnest(check, known, all.planted, tools);
  if (planted.length > 0) return { check: check.name, what: 'planted', paths: planted };
  return tools.refusesUndeclared && all.undeclared.length > 0
    ? { check: check.name, what: 'undeclared', paths: all.undeclared }
    : undefined;
}

const merged = (traces: readonly RunTraces[]): RunTraces => {
  const all = (of: (each: RunTraces) => readonly string[]): string[] =>
    [...new Set(traces.flatMap(of))].sort();
  return {
    sealed: all(({ sealed }) => sealed),
    planted: all(({ planted }) => planted),
    undeclared: all(({ undeclared }) => undeclared),
    leftProcesses: all(({ leftProcesses }) => leftProcesses),
  };
};

const isQuiet = ({ sealed, planted, undeclared }: RunTraces, { refusesUndeclared }: TraceTools): boolean =>
  sealed.length === 0 && planted.length === 0 && (!refusesUndeclared || undeclared.length === 0);

/** A run of the check on the accepted state alone, whatever it shows. */
async function tracesWithoutWork(check: Check, { copies, settings, survey }: TraceTools): Promise<RunTraces> {
  const used = await copies.withoutWork.use((workspace) => runOnce(check, workspace, settings));
  settings.signal.throwIfAborted();
  const lists = 'lists' in used ? used.lists : undefined;
  return interpretRun(survey, false, lists).traces;
}

/**
 * What was made where nothing stood. A name that the contract spells out refuses in any case. Below a protected folder,
 * snapshots, coverage and caches are no harm: they decide nothing if the check passes as well where it cannot make them.
 */
async function plantedInEarnest(
  check: Check,
  known: KnownOfCheck,
  planted: readonly string[],
  tools: TraceTools,
): Promise<string[]> {
  const isBelowProtected = isBelow(tools.protectedPaths);
  const spelled = planted.filter((path) => !isBelowProtected(shownPath(path)));
  if (spelled.length > 0 || planted.length === 0) return spelled;
  const { copies, settings, survey } = tools;
  const folders = foldersToClose(planted.map(shownPath), tools);
  const used = await copies.withWork.use((workspace) =>
    runOnce(check, workspace, {
      ...settings,
      readOnlyEntries: [
        ...(settings.readOnlyEntries ?? []).filter((path) => !isIn(folders, path)),
        ...folders,
      ],
    }),
  );
  settings.signal.throwIfAborted();
  const lists = 'lists' in used ? used.lists : undefined;
  const { traces } = interpretRun(survey, false, lists);
  const decides = !judge(check, used.result, known).passed || traces.unknown !== undefined;
  return decides ? [...planted] : [];
}

/** Whether a path lies below one that the patterns cover, and is not spelled out itself. */
function isBelow(protectedPaths: readonly string[]): (path: BytePath) => boolean {
  const covers = pathFilter(protectedPaths);
  const names = new Set(protectedPaths.map(cleanPattern));
  return (path) => {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    return folder !== '' && covers(folder) && !names.has(path);
  };
}

/** The protected folders of the copy that these paths lie in, the outermost ones. */
function foldersToClose(paths: readonly BytePath[], { survey, protectedPaths }: TraceTools): BytePath[] {
  const covers = pathFilter(protectedPaths);
  const found = paths.flatMap((path) => {
    const names = path.split('/');
    const above = names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
    return above
      .filter((folder) => covers(folder) && survey.plan.composed.get(folder)?.kind === 'directory')
      .slice(0, 1);
  });
  return [...new Set(found)];
}

const isIn = (folders: readonly BytePath[], path: BytePath): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
