/**
 * Journal and Temporal of different ages: one of them was put back from a backup, or lost its last seconds.
 * Work that ran and is in only one of them must not be repeated unknowingly, so the goal rests until a person
 * resumes it. Pure.
 */
import { omit } from '../../objects/omit.ts';
import { inStatus } from '../goal/goal.ts';
import { transition } from '../goal/goal-machine.ts';
import type { StatusCause } from '../goal/status-cause.ts';
import { changeGoal, record, type ThreadState } from './state/thread-state.ts';

export type RecordGap =
  /** The journal lacks what the thread knows to be written. */
  | {
      readonly side: 'journalBehind';
      /** The places that are lost; absent when what is lost has none: a contract, or words of a message. */
      readonly places?: LostPlaces;
      /** Messages whose words are lost. */
      readonly inputs?: readonly string[];
    }
  /** The journal holds what the thread does not know of, up to this place. */
  | { readonly side: 'journalAhead'; readonly lastSeq: number };

interface LostPlaces {
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** What the failure of an Activity says of it, whatever release wrote it. */
export function recordGapIn(detail: unknown): RecordGap {
  const { side, places, inputs, lastSeq } = (detail ?? {}) as {
    readonly side?: unknown;
    readonly places?: Partial<LostPlaces>;
    readonly inputs?: unknown;
    readonly lastSeq?: unknown;
  };
  if (side === 'journalAhead') return { side, lastSeq: typeof lastSeq === 'number' ? lastSeq : 0 };
  const { firstSeq, lastSeq: end } = places ?? {};
  const areKnown = typeof firstSeq === 'number' && typeof end === 'number';
  return {
    side: 'journalBehind',
    ...(areKnown ? { places: { firstSeq, lastSeq: end } } : {}),
    ...(Array.isArray(inputs) ? { inputs: inputs.map(String) } : {}),
  };
}

export const causeOfGap = (gap: RecordGap): StatusCause =>
  gap.side === 'journalAhead'
    ? { kind: 'journalAhead', lastSeq: gap.lastSeq }
    : { kind: 'journalBehind', ...gap.places };

/**
 * Notes it in the record, where the model reads of it. Messages without words are taken off the thread, and
 * the next place that is given out lies behind everything that the journal holds.
 */
export function noteGap(state: ThreadState, gap: RecordGap, nowMs: number): ThreadState {
  const rest = omit(state, 'writtenSeq');
  if (gap.side === 'journalAhead')
    return record(placedBehind(rest, gap.lastSeq), { type: 'recordAhead', lastSeq: gap.lastSeq }, nowMs);
  const { places, inputs = [] } = gap;
  const isKept = ({ inputId }: { readonly inputId: string }): boolean => !inputs.includes(inputId);
  const kept = { ...rest, inputs: rest.inputs.filter(isKept), deliveries: rest.deliveries.filter(isKept) };
  const lost = inputs.length === 0 ? {} : { inputs };
  return record(kept, { type: 'recordBehind', ...places, ...lost }, nowMs);
}

/** The same, and the goal is blocked: for what is found out between turns. */
export function stopForGap(state: ThreadState, gap: RecordGap, nowMs: number): ThreadState {
  const noted = noteGap(state, gap, nowMs);
  const { goal } = noted;
  if (goal === null) return noted;
  const next = transition(goal.status, 'block', 'system');
  if (!next.ok || next.status === goal.status) return noted;
  const blocked = inStatus(goal, next.status, causeOfGap(gap), gapText(gap));
  return changeGoal(noted, blocked, 'blocked', 'system', nowMs);
}

/** What is still to be written moves behind the last place that is taken. */
function placedBehind(state: ThreadState, lastSeq: number): ThreadState {
  let seq = Math.max(state.seq, lastSeq);
  const moved = <T extends { readonly seq: number }>(entry: T): T => {
    seq += 1;
    return { ...entry, seq };
  };
  const deliveries = state.deliveries.map(moved);
  const events = state.events.map(moved);
  return { ...state, deliveries, events, seq };
}

const REMEDY = 'Commands of that time may have run. Look at the workspace, then resume the goal';

/** What a person reads of it. */
export function gapText(gap: RecordGap): string {
  if (gap.side === 'journalAhead')
    return `the record holds items up to ${gap.lastSeq} that this thread does not know of: Temporal is older than the journal. ${REMEDY}`;
  const { places, inputs = [] } = gap;
  if (places !== undefined)
    return `items ${places.firstSeq} to ${places.lastSeq} of the record are lost: the journal is older than Temporal. ${REMEDY}`;
  return inputs.length > 0
    ? `the words of a message are lost (${inputs.join(', ')}): the journal is older than Temporal. Send it again, then resume the goal`
    : "the goal's contract is lost: the journal is older than Temporal. Set the goal again (replace: true)";
}
