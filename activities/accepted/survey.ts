/**
 * What the service sees of a goal's workspace before it runs a check: its state, what was accepted, and what
 * checks will run on.
 */

import { isIdenticalEntry, pathsOfBoth } from '../../states/compare-entries.ts';
import type { KeptState, Manifest } from '../../states/state-entry.ts';
import { isUntouched, listEntries } from '../../tree/list-entries.ts';
import { type BytePath, displayPath } from '../../tree/tree-paths.ts';
import type { ChecksInput } from '../../workflows/activities.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { acceptedState, holdsProvenWork } from './accepted-state.ts';
import { type ChangedFile, changedFiles } from './changed-files.ts';
import { type CopyPlan, type Ownership, planCopy } from './copy-plan.ts';
import { decidesChecks, fileKinds, isWide, isWideTest } from './file-kinds.ts';
import { type PathFilter, pathFilter } from './path-filter.ts';
import { changedSealed } from './seal.ts';

export interface Survey {
  readonly workspace: string;
  readonly state: KeptState;
  readonly accepted: Manifest;
  /** Work of a model is in it that checks have proven and no person has looked at. */
  readonly holdsProvenWork: boolean;
  readonly ownership: Ownership;
  /** What the copy for the checks is made of. */
  readonly plan: CopyPlan;
  readonly changes: readonly ChangedFile[];
  /** Those of them that the copy has as well. */
  readonly changesInCopy: readonly ChangedFile[];
  kindOf(path: BytePath): ChangedFile['kind'];
  /** Tests, and what their runners read beside them. */
  readonly decidesChecks: PathFilter;
  readonly changedProtectedPaths: readonly string[];
  /** Whether the workspace is still what was surveyed. */
  isUnchanged(): Promise<boolean>;
}

type Dependencies = Pick<ActivityDependencies, 'journal' | 'workspaces'>;

/** Keeps the workspace's state, and compares it with what was accepted. */
export async function surveyWorkspace(
  { journal, workspaces: { states } }: Dependencies,
  { threadId, goal, seq, purpose }: ChecksInput,
  contract: Contract,
  workspace: string,
): Promise<Survey> {
  // Taken before anything is read: whoever changes a file afterwards changes its ctime.
  const stamps = await listEntries(workspace).catch(() => undefined);
  const state = await states.keep(workspace);
  await journal.saveSeenState({ threadId, ...goal, seq, purpose, stateId: state.stateId });
  await journal.savePaths(threadId, [...state.manifest.keys()].map(displayPath));
  const accepted = await acceptedState({ journal, states }, threadId, goal);
  const isProvenOnly = await holdsProvenWork({ journal }, threadId, goal);
  const ownership = ownershipIn(contract);
  const kindOf = fileKinds(contract);
  const plan = planCopy(accepted, state.manifest, ownership);
  return {
    workspace,
    state,
    accepted,
    holdsProvenWork: isProvenOnly,
    ownership,
    plan,
    kindOf,
    decidesChecks: decidesChecks(contract),
    changes: changedFiles(accepted, state.manifest, kindOf),
    changesInCopy: changedFiles(accepted, plan.composed, kindOf),
    changedProtectedPaths: changedSealed(accepted, state.manifest, ownership.isProtected).map(displayPath),
    async isUnchanged() {
      const now = await listEntries(workspace).catch(() => undefined);
      if (stamps !== undefined && now !== undefined && isUntouched(stamps, now)) return true;
      return (await states.keep(workspace)).digest === state.digest;
    },
  };
}

/** A boundary that names nothing declares nothing: then every change is undeclared. */
export function ownershipIn(contract: Contract): Ownership {
  const { writePaths } = contract.boundaries;
  return {
    isProtected: pathFilter(contract.verification.protectedPaths),
    ...(writePaths === undefined
      ? {}
      : { isDeclared: pathFilter(writePaths), isWideTest: isWideTest(contract), isWide: isWide(contract) }),
  };
}

/**
 * The same as if these paths had been sealed as well, and this had been accepted: checks run with them as
 * they stand there, whatever the work has made of them. Pure.
 */
export function withSealed(survey: Survey, isSealed: PathFilter, accepted = survey.accepted): Survey {
  const { state, ownership: own } = survey;
  const ownership = { ...own, isProtected: (path: BytePath) => isSealed(path) || own.isProtected(path) };
  const kindOf: Survey['kindOf'] = (path) => (isSealed(path) ? 'protected' : survey.kindOf(path));
  const plan = planCopy(accepted, state.manifest, ownership);
  return {
    ...survey,
    accepted,
    ownership,
    plan,
    kindOf,
    changes: changedFiles(accepted, state.manifest, kindOf),
    changesInCopy: changedFiles(accepted, plan.composed, kindOf),
  };
}

/**
 * The accepted state alone, as a copy of the workspace: every change undone, folders and times included.
 * Pure.
 */
export const withoutWork = (accepted: Manifest, current: Manifest): CopyPlan =>
  planCopy(accepted, current, { isProtected: () => true });

/** Tests and configuration of runners that were there at the start. Pure. */
export const decidedAtStart =
  ({ accepted, decidesChecks: decides }: Pick<Survey, 'accepted' | 'decidesChecks'>): PathFilter =>
  (path) =>
    decides(path) && accepted.has(path);

/** Whether the checks run on something else than what was accepted. Pure. */
export const hasWork = ({ accepted, plan }: Pick<Survey, 'accepted' | 'plan'>): boolean =>
  pathsOfBoth(accepted, plan.composed).some(
    (path) => !isIdenticalEntry(accepted.get(path), plan.composed.get(path)),
  );
