/** Looks at protected paths as an audit does, with the journal's part of it in memory. */
import { compareWithSeal, type SealSource } from '../../../activities/checks/seal.ts';
import { digestTree } from '../../../activities/workspace/digest-workspace.ts';
import type { PathSeal } from '../../../journal/journal.ts';
import { checkWith, contractWith } from '../../support/sample-contract.ts';

export interface Seals {
  /** The changed files when the contract's `revision` protects `paths`. */
  look(workspace: string, revision: number, paths: readonly string[]): Promise<readonly string[]>;
  /** What the journal was asked for, in order. */
  readonly asked: readonly string[];
}

/** The first seal of each revision stays, and the latest one is read. */
export function openSeals(): Seals {
  const seals = new Map<number, PathSeal['digests']>();
  const protectedBy = new Map<number, readonly string[]>();
  const asked: string[] = [];
  const source: SealSource = {
    journal: {
      async sealPaths({ revision, digests }) {
        asked.push('sealPaths');
        const kept = seals.get(revision) ?? digests;
        seals.set(revision, kept);
        return kept;
      },
      async readSeal() {
        asked.push('readSeal');
        const revision = Math.max(...seals.keys());
        const digests = seals.get(revision);
        return digests && { revision, digests };
      },
    },
    async contract({ revision }) {
      asked.push('contract');
      const protectedPaths = protectedBy.get(revision) ?? [];
      return contractWith({ verification: { checks: [checkWith()], protectedPaths } });
    },
  };
  return {
    asked,
    async look(workspace, revision, paths) {
      protectedBy.set(revision, paths);
      const { entries } = await digestTree(workspace);
      const goal = { threadId: 'thr_1', goalId: 'goal_1', revision };
      return (await compareWithSeal(source, goal, entries, paths)).changed;
    },
  };
}
