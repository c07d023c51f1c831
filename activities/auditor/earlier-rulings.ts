/**
 * What the auditor ruled on a goal's claims before: it sees whether what it found open was mended, and is
 * held to its own words.
 */

import type { AuditorBody, AuditorRuling } from '../../journal/bodies/audit.ts';
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { Item, Journal } from '../../journal/journal.ts';
import { cutText } from '../../workflows/text/cut-text.ts';

export interface EarlierRuling {
  readonly seq: number;
  readonly turn: number;
  readonly audit: AuditorRuling;
}

/** The newest are shown when there are more. */
const MAX_RULINGS = 5;
/** So that five of them fit. */
const MAX_OPEN = 6;
const MAX_WORDS_CHARACTERS = 200;

/**
 * Oldest first. Each ruling says where the one before it stands. The newest is the one that the goal names,
 * or the newest of `items`, the end of the thread's record: an edit and a claim that the checks refused make
 * the goal forget it.
 */
export async function earlierRulings(
  journal: Pick<Journal, 'readItem' | 'readGoal'>,
  { threadId, goalId, seq }: { readonly threadId: string; readonly goalId: string; readonly seq: number },
  items: readonly Item[],
): Promise<EarlierRuling[]> {
  const goal = await journal.readGoal(threadId, goalId);
  const firstSeq = goal?.firstSeq ?? 0;
  const inRecord = items.findLast((item) => item.seq > firstSeq && rulingIn(item) !== undefined)?.seq ?? 0;
  const rulings: EarlierRuling[] = [];
  let place: number | undefined = Math.max(goal?.snapshot.auditSeq ?? 0, inRecord);
  while (place !== undefined && place > firstSeq && place < seq && rulings.length < MAX_RULINGS) {
    const item: Item | undefined = await journal.readItem(threadId, place);
    const body = item && rulingIn(item);
    if (item === undefined || body?.audit === undefined) break;
    rulings.unshift({ seq: place, turn: item.turn, audit: body.audit });
    // Never forward: a record that somebody has broken must not be walked for ever.
    place = Math.min(body.earlierSeq ?? 0, place - 1);
  }
  return rulings;
}

function rulingIn(item: Item): AuditorBody | undefined {
  const body = item.kind === 'toolResult' ? bodyAs(item, 'audit') : undefined;
  return body?.audit === undefined ? undefined : body;
}

/**
 * The evidence holds it like this: words of a model, its own, about the state that was then. What was open is
 * told, what was proven named.
 */
export function rulingEntry({ seq, turn, audit }: EarlierRuling): object {
  const { model, accepted, summary, requirements } = audit;
  const open = requirements.filter(({ verdict }) => verdict !== 'proven');
  const left = open.length - MAX_OPEN;
  return {
    ...{ source: 'auditor', item: seq, turn, model, accepted },
    summary: words(summary),
    proven: requirements.filter(({ verdict }) => verdict === 'proven').map(({ id }) => id),
    open: open.slice(0, MAX_OPEN).map(({ id, text, verdict, evidence, reason }) => ({
      ...{ id, text, verdict },
      ...{ evidence: words(evidence), reason: words(reason) },
    })),
    ...(left > 0 ? { cut: `${left} more that were open` } : {}),
  };
}

const words = (text: string): string => cutText(text, MAX_WORDS_CHARACTERS);
