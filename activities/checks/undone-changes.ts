/**
 * Whether a check passes without the work. It matters for one that turned from failing to passing and read no changed file:
 * it may lean on the mere presence of one (which leaves no access time), or on nothing that was done at all (chance, time).
 */
import type { Journal } from '../../journal/journal.ts';
import type { Check } from '../../workflows/contract.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { PlacedAt, PlacedEntry } from '../workspace/place-entry.ts';
import { shownPath } from '../workspace/tree-paths.ts';
import type { Workspaces } from '../workspace/workspaces.ts';
import { judge } from './judge.ts';
import { keptEntries } from './kept-entries.ts';
import { runOnce } from './run-check.ts';
import type { Survey } from './survey.ts';

export interface WithoutWork {
  readonly journal: Pick<Journal, 'readContents'>;
  readonly workspaces: Workspaces;
  readonly sandbox: Sandbox;
  readonly threadId: string;
  readonly survey: Pick<Survey, 'workspace' | 'before' | 'changes'>;
  readonly signal: AbortSignal;
}

/** A check that passes by chance must fail so often in a row to be taken for one that leans on the work. */
const RUNS = 3;

export async function passesWithoutWork(check: Check, work: WithoutWork): Promise<boolean> {
  const copy = work.workspaces.checkCopy(work.survey.workspace, await undo(work));
  try {
    for (let run = 1; run <= RUNS; run++) {
      const { result } = await runOnce({ check, sandbox: work.sandbox, copy, signal: work.signal });
      work.signal.throwIfAborted();
      if (judge(check, result).passed) return true;
    }
    return false;
  } finally {
    await copy.remove();
  }
}

/** Every changed file as it was; where its content is not kept, it is at least not as it is now. */
async function undo({ journal, threadId, survey: { before, changes } }: WithoutWork): Promise<PlacedAt[]> {
  const paths = changes.map(({ path }) => path);
  const kept = new Map(
    (await keptEntries(journal, threadId, before, paths)).map((each) => [each.path, each.entry]),
  );
  return changes.map(({ path, change }) => ({
    path: shownPath(path),
    entry: kept.get(shownPath(path)) ?? (change === 'removed' ? EMPTY_FILE : { kind: 'absent' }),
  }));
}

const EMPTY_FILE: PlacedEntry = { kind: 'file', mode: 0o644, content: Buffer.alloc(0) };
