/** Looks up what a claim points at. Nothing is taken from the model's words but where to look. */
import type { Item, Journal } from '../../journal/journal.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { AcceptedFiles } from '../accepted/accepted-files.ts';
import { findCall } from '../memory/find-call.ts';
import type { Recall } from '../memory/recall.ts';
import { relative, workspacePath } from '../workspace/workspace-path.ts';
import { checkEvidence } from './check-evidence.ts';
import { found, type ResolvedEvidence, refusedEvidence, type WrittenEvidence } from './evidence.ts';
import { evidenceDigest, fileProblem } from './evidence-file.ts';
import { isTurnOf } from './goal-turn.ts';
import { holdsChecks, itemEvidence } from './item-evidence.ts';
import { sealedSource } from './sealed-source.ts';

export interface EvidenceSources {
  readonly journal: Pick<Journal, 'listCheckRuns' | 'listTurnEvents'>;
  readonly recall: Recall;
  /** Absent: no file is known to be as it was accepted. */
  readonly accepted?: AcceptedFiles;
}

/** Where evidence may be found: in this thread, in what was done for this goal, in this workspace. */
export interface EvidenceScope {
  readonly threadId: string;
  readonly goalId: string;
  readonly contract: Contract;
  readonly workspace: string;
}

/** The answers are in the order written. */
export async function resolveEvidence(
  { journal, recall, accepted }: EvidenceSources,
  scope: EvidenceScope,
  written: readonly WrittenEvidence[],
): Promise<ResolvedEvidence[]> {
  const { threadId, goalId, contract, workspace } = scope;
  const runs = written.some(({ kind }) => kind !== 'file') ? await journal.listCheckRuns(goalId) : [];
  const resolve = ({ kind, ref }: WrittenEvidence): Promise<ResolvedEvidence> => {
    switch (kind) {
      case 'check':
        return checkEvidence(recall, { ...scope, runs }, ref.trim());
      case 'item':
        return resolveItem(ref);
      case 'file':
        return resolveFile(workspace, ref);
    }
  };

  async function resolveItem(ref: string): Promise<ResolvedEvidence> {
    const seq = itemNumber(ref);
    if (seq === undefined)
      return refusedEvidence(
        'is not a number of this thread; it stands as [item N] in the first line of a result',
      );
    const item = await recall.item(threadId, seq);
    if (item === undefined) return refusedEvidence('this thread has no finished item of this number');
    const isResult = item.kind === 'toolResult' && item.callId !== undefined;
    const call = isResult ? await findCall({ recall }, threadId, item.callId) : undefined;
    const resolved = itemEvidence(item, call);
    if (!resolved.ok) return resolved;
    if (!(await isOfGoal(item))) return refusedEvidence('it was not made in a turn of this goal');
    const source =
      call === undefined || accepted === undefined
        ? undefined
        : await sealedSource(accepted, { item, call, contract, workspace });
    return source === undefined ? resolved : found({ ...resolved.evidence, ...source });
  }

  /** The service also runs checks between turns. */
  const isOfGoal = async (item: Item): Promise<boolean> =>
    holdsChecks(item)
      ? runs.some(({ seq }) => seq === item.seq)
      : isTurnOf(goalId, await journal.listTurnEvents(threadId, item));

  return Promise.all(written.map(resolve));
}

/** `12`, `#12` or `[item 12]` → 12; positions are 32-bit integers in the journal. */
function itemNumber(ref: string): number | undefined {
  const digits = /^\s*(?:#|\[?item\s+)?(\d{1,10})\]?\s*$/.exec(ref)?.[1];
  const seq = Number(digits);
  return digits !== undefined && seq < 2 ** 31 ? seq : undefined;
}

async function resolveFile(workspace: string, ref: string): Promise<ResolvedEvidence> {
  const parsed = workspacePath(ref);
  if (!parsed.ok) return refusedEvidence(parsed.problem);
  const path = relative(parsed.path);
  const digest = await evidenceDigest(workspace, path);
  const problem = fileProblem(digest);
  if (problem !== undefined) return refusedEvidence(problem);
  return found({ ref: { kind: 'file', path }, source: 'file', summary: `file ${path}`, digest });
}
