import { describe, expect, test } from '@jest/globals';
import { GoalEventFold } from '../../../report/source/goal-events.ts';
import { NO_USAGE } from '../../../workflows/budget/usage.ts';
import type { GoalSnapshot } from '../../../workflows/goal/goal.ts';
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';
import { goalChanged } from '../../journal/samples.ts';

const started = (seq: number, turn: number, goalId?: string): JournalEvent => ({
  type: 'turnStarted',
  seq,
  turn,
  atMs: seq * 1_000,
  kind: 'continuation',
  cause: 0,
  ...(goalId === undefined ? {} : { goal: { goalId, revision: 1 } }),
});
const ended = (seq: number, turn: number): JournalEvent => ({
  type: 'turnEnded',
  seq,
  turn,
  atMs: seq * 1_000,
  kind: 'continuation',
  tokens: 10,
  toolCalls: 2,
});
const changed = (seq: number, change: string, fields: Partial<GoalSnapshot> = {}): JournalEvent => ({
  ...(goalChanged(seq, fields) as Extract<JournalEvent, { type: 'goalChanged' }>),
  change,
});

function foldOf(...events: readonly JournalEvent[]): GoalEventFold {
  const fold = new GoalEventFold('g1');
  for (const event of events) fold.add(event);
  return fold;
}

describe('GoalEventFold', () => {
  test('turns of the goal and others → only its own count, the running one included', () => {
    const { turns } = foldOf(
      started(1, 1),
      ended(2, 1),
      started(3, 2, 'g1'),
      ended(5, 2),
      started(6, 3, 'g1'),
    ).result();
    expect(turns.shown.map(({ turn, ended: end }) => [turn, end?.tokens])).toEqual([
      [2, 10],
      [3, undefined],
    ]);
    expect(turns.sum).toEqual({ turns: 2, wrapUps: 0, tokens: 10, toolCalls: 2 });
    expect([1, 3, 4, 7].map((seq) => turns.turnAt(seq))).toEqual([null, null, 2, 3]);
  });

  test("a question, the model's or about its claim → open until it is answered, expired or withdrawn", () => {
    const place = (seq: number) => ({ seq, turn: 1, atMs: seq * 1_000, inputId: 'claim_9' });
    const asked: JournalEvent = { type: 'inputRequested', ...place(1), about: 'changedTests' };
    expect(foldOf(asked).result().asks).toBe('changedTests');
    expect(foldOf({ ...asked, about: 'contestedCheck' }).result().asks).toBe('contestedCheck');
    expect(foldOf({ type: 'inputRequested', ...place(1) }).result().asks).toBe('question');
    const ends: JournalEvent[] = [
      { type: 'inputAnswered', ...place(2), answer: 'accept' },
      { type: 'inputExpired', ...place(2) },
      { type: 'inputWithdrawn', ...place(2), reason: 'x' },
    ];
    for (const end of ends) expect(foldOf(asked, end).result().asks).toBe(false);
  });

  test('other models answered → counted, the newest ones kept in order', () => {
    const switched = (seq: number, model?: string): JournalEvent => ({
      ...{ type: 'modelSwitched', seq, turn: seq, atMs: seq * 1_000 },
      ...(model === undefined ? {} : { model, reason: 'unavailable' as const }),
    });
    const many = Array.from({ length: 25 }, (_, index) =>
      switched(index + 1, index % 2 === 0 ? 'spare' : undefined),
    );
    const { count, latest } = foldOf(...many).result().modelSwitches;
    expect([count, latest.length, latest[0]?.seq, latest.at(-1)?.model]).toEqual([25, 20, 6, 'spare']);
    expect(foldOf(started(1, 1, 'g1')).result().modelSwitches).toEqual({ count: 0, latest: [] });
  });

  test('turn that ended → what the goal had used by then, where the record says it', () => {
    const goalUsage = { ...NO_USAGE, costUsd: 0.5 };
    const { turns } = foldOf(started(1, 1, 'g1'), { ...ended(2, 1), goalUsage } as JournalEvent).result();
    expect(turns.usageAtEnd).toEqual({ usage: goalUsage, atMs: 2_000 });
    expect(foldOf(started(1, 1, 'g1'), ended(2, 1)).result().turns.usageAtEnd).toBeUndefined();
  });

  test('another goal takes its place while a turn runs → its story ends with that turn', () => {
    const fold = foldOf(
      changed(1, 'set'),
      started(2, 1, 'g1'),
      changed(3, 'replaced', { status: 'cleared' }),
    );
    fold.add(changed(4, 'set', { goalId: 'g2' }));
    expect(fold.isOver).toBe(false);
    fold.add(ended(5, 1));
    expect(fold.isOver).toBe(true);
    expect(fold.result()).toMatchObject({
      replacedBy: 'g2',
      latest: { seq: 3 },
      turns: { sum: { turns: 1 } },
    });
  });

  test('a status that stays through an edit → is dated from when it came', () => {
    const events = [
      changed(1, 'set'),
      changed(2, 'pause', { status: 'paused' }),
      changed(3, 'edit', { status: 'paused', revision: 2 }),
    ];
    const { latest, revisions } = foldOf(...events).result();
    expect(latest?.seq).toBe(2);
    expect(revisions.map(({ seq }) => seq)).toEqual([1, 3]);
  });

  test('stalled, then a message starts a turn → held no more', () => {
    const stalled: JournalEvent = { type: 'goalStalled', seq: 2, turn: 1, atMs: 2, reason: 'no progress' };
    expect(foldOf(changed(1, 'set'), stalled).result().stalledBecause).toBe('no progress');
    expect(foldOf(changed(1, 'set'), stalled, started(3, 2, 'g1')).result().stalledBecause).toBeUndefined();
  });

  test('10,000 turns → the newest 300 each, the rest as a sum; nothing is lost of it', () => {
    const fold = new GoalEventFold('g1');
    for (let turn = 1; turn <= 10_000; turn++) {
      fold.add(started(2 * turn, turn, 'g1'));
      fold.add(ended(2 * turn + 1, turn));
    }
    const { shown, earlier, sum, turnAt } = fold.result().turns;
    expect([shown.length, shown[0]?.turn]).toEqual([300, 9_701]);
    expect(earlier).toEqual({ turns: 9_700, wrapUps: 0, tokens: 97_000, toolCalls: 19_400 });
    expect(sum).toEqual({ turns: 10_000, wrapUps: 0, tokens: 100_000, toolCalls: 20_000 });
    expect(turnAt(5)).toBe(2);
  });
});
