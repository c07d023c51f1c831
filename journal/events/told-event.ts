/**
 * Which changes of a thread callers are told of, and what of them: references, states and the reason that the
 * status has, no text of a model beyond that. Pure; decided once, where the change enters the record.
 */
import { defined } from '../../objects/defined.ts';
import type { GoalSnapshot } from '../../workflows/goal/goal.ts';
import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';
import type { Phase } from '../../workflows/view/thread-view.ts';
import type { EventType, ScheduleEventType } from './event-types.ts';

type Event<Type extends JournalEvent['type']> = Extract<JournalEvent, { type: Type }>;

/** The part of an event that the change itself says. */
export interface ToldChange {
  readonly goalId?: string;
  readonly revision?: number;
  readonly status?: GoalSnapshot['status'];
  /** What the thread does from here on. */
  readonly phase?: Phase;
  readonly statusReason?: string;
  readonly statusCause?: GoalSnapshot['statusCause'];
  /** When a provider's limit is lifted. */
  readonly resumeAt?: string;
  /** The question that a person has to answer, and until when. */
  readonly inputId?: string;
  readonly about?: 'changedTests' | 'contestedCheck';
  readonly check?: string;
  readonly deadline?: string;
}

export interface ToldEvent {
  readonly seq: number;
  readonly atMs: number;
  readonly type: Exclude<EventType, ScheduleEventType>;
  readonly change: ToldChange;
}

/** `undefined`: nobody is told. */
export function toldEvent(event: JournalEvent): ToldEvent | undefined {
  const told = typeAndChange(event);
  return told === undefined ? undefined : { seq: event.seq, atMs: event.atMs, ...told };
}

type Told = Pick<ToldEvent, 'type' | 'change'>;
type ThreadType = ToldEvent['type'];

function typeAndChange(event: JournalEvent): Told | undefined {
  switch (event.type) {
    case 'goalChanged':
      return ofChange(event);
    case 'goalStalled':
      return ofStall(event);
    case 'inputRequested':
      return ofQuestion(event);
    case 'threadArchived':
      return { type: 'thread.archived', change: {} };
    case 'threadReopened':
      return { type: 'thread.reopened', change: {} };
    default:
      return undefined;
  }
}

const ACTIVE = { status: 'active' } as const;

/** Records of older releases do not say whose goal it was: nobody is told of those. */
function ofStall({ goal, reason }: Event<'goalStalled'>): Told | undefined {
  if (goal === undefined) return undefined;
  return { type: 'goal.stalled', change: { ...goal, ...ACTIVE, phase: 'idle', statusReason: reason } };
}

const BY_STATUS = {
  active: 'goal.resumed',
  paused: 'goal.paused',
  blocked: 'goal.blocked',
  usageLimited: 'goal.usageLimited',
  budgetLimited: 'goal.budgetLimited',
  complete: 'goal.completed',
  cleared: 'goal.cleared',
} as const satisfies Record<GoalSnapshot['status'], ThreadType>;

/** Changes that leave the status as it is, and that somebody may wait for. */
const WITHIN_STATUS: Readonly<Record<string, ThreadType>> = {
  set: 'goal.set',
  edit: 'goal.edited',
  contested: 'goal.contested',
};

function ofChange({ change, from, goal }: Event<'goalChanged'>): Told | undefined {
  const type = from === undefined ? WITHIN_STATUS[change] : BY_STATUS[goal.status];
  if (type === undefined) return undefined;
  const { goalId, revision, status, statusReason, statusCause, resumeAtMs } = goal;
  const phase = type === 'goal.contested' ? 'needsInput' : phaseIn(goal);
  const resumeAt = resumeAtMs === undefined ? undefined : instant(resumeAtMs);
  return {
    type,
    change: { goalId, revision, status, phase, statusReason, ...defined({ statusCause, resumeAt }) },
  };
}

function phaseIn({ status, resumeAtMs }: GoalSnapshot): Phase {
  if (status === 'active') return 'running';
  return status === 'usageLimited' && resumeAtMs !== undefined ? 'waiting' : 'idle';
}

/** A question in a turn that works for no goal is one of the thread's. */
function ofQuestion({ goal, inputId, about, check, deadlineMs }: Event<'inputRequested'>): Told {
  const deadline = deadlineMs === undefined ? undefined : instant(deadlineMs);
  const question = { phase: 'needsInput' as const, inputId, ...defined({ about, check, deadline }) };
  if (goal === undefined) return { type: 'thread.needsInput', change: question };
  return { type: 'goal.needsInput', change: { ...goal, ...ACTIVE, ...question } };
}

const instant = (atMs: number): string => new Date(atMs).toISOString();
