import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../workflows/thread/decide.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { endTurn, type TurnReport } from '../../../workflows/turn/after-turn.ts';
import { decideBlocked } from '../../../workflows/turn/completion-claim.ts';
import {
  eventTypes,
  GOAL_REF,
  goalWith,
  heldBack,
  NOW_MS,
  policyWith,
  reportWith,
  stateWith,
  usageWith,
} from '../../support/workflow/thread-states.ts';

const end = (state: ThreadState, report: Partial<TurnReport>) => endTurn(state, reportWith(report), NOW_MS);
const active = stateWith(goalWith());
const words = { toolCalls: 0, workingCalls: 0 };

/** The same turn again and again; what each leaves behind. */
function repeated(start: ThreadState, report: Partial<TurnReport>, times: number): ThreadState[] {
  const states: ThreadState[] = [];
  let state = start;
  for (let i = 0; i < times; i++) {
    state = end({ ...state, turn: state.turn + 1 }, report);
    states.push(state);
  }
  return states;
}
const delaysMs = (states: ThreadState[]) =>
  states.map(({ continuation }) => continuation.notBeforeMs - NOW_MS);

describe('endTurn: the record', () => {
  test.each([
    ['budgetLimited', true],
    ['paused', true],
    ['active', true],
    ['complete', false],
  ] as const)('the goal is %s by then → all that it has used is on record: %s', (status, isThere) => {
    const usage = usageWith({ costUsd: 0.4, modelCalls: 7 });
    const { events } = end(stateWith(goalWith({ status, usage })), { kind: 'wrapUp' });
    const [ended] = events;
    expect(ended?.type === 'turnEnded' && ended.goalUsage).toEqual(isThere ? usage : undefined);
  });

  test('→ what the turn was and cost; what ended the wait before it is told no more', () => {
    const state = end(stateWith(goalWith(), { wokenBy: 'time', turn: 3 }), { digest: 'd1' });
    expect(state.events).toEqual([
      {
        type: 'turnEnded',
        kind: 'continuation',
        goalUsage: usageWith({}),
        toolCalls: 1,
        tokens: 100,
        seq: 1,
        atMs: NOW_MS,
        turn: 3,
      },
    ]);
    expect(state.wokenBy).toBeUndefined();
  });
});

describe('endTurn: progress', () => {
  test('the workspace is in a new state → goes on at once [C85]', () => {
    const state = end(active, { digest: 'd1' });
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'turn', kind: 'continuation' });
    expect(state.continuation).toMatchObject({ idleTurns: 0, seenDigests: ['d1'] });
  });

  test('an audit came nearer → goes on, also when the workspace is as before', () => {
    const idle = stateWith(goalWith(), { continuation: heldBack({ idleTurns: 4, seenDigests: ['d1'] }) });
    const state = end(idle, { digest: 'd1', isNearer: true });
    expect(state.continuation).toMatchObject({ idleTurns: 0, notBeforeMs: 0 });
  });

  test('work that changes nothing (echo same) → later and later, and stalled in the fifth turn', () => {
    const seen = stateWith(goalWith(), { continuation: heldBack({ seenDigests: ['d1'] }) });
    const states = repeated(seen, { digest: 'd1' }, 5);
    expect(delaysMs(states.slice(0, 4))).toEqual([10_000, 20_000, 40_000, 80_000]);
    expect(states.at(-1)?.continuation.suppressedBecause).toBe('5 automatic turns in a row without progress');
    expect(states.map((state) => eventTypes(state).includes('goalStalled'))).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  test('back and forth between two states of the workspace → is no progress either', () => {
    const once = end(end(active, { digest: 'd1' }), { digest: 'd2' });
    expect(end(end(once, { digest: 'd1' }), { digest: 'd2' }).continuation.idleTurns).toBe(2);
  });

  test('back-off → doubles up to an hour, and no further', () => {
    const patient = stateWith(goalWith({ policy: policyWith({ stallAfterTurns: 1_000 }) }));
    const delays = delaysMs(repeated(patient, {}, 40));
    expect(delays.slice(0, 10)).toEqual([
      10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 640_000, 1_280_000, 2_560_000, 3_600_000,
    ]);
    expect(new Set(delays.slice(9))).toEqual(new Set([3_600_000]));
  });

  test('progress in between → counts afresh', () => {
    const [, tired] = repeated(active, {}, 2);
    const fresh = end(tired ?? active, { digest: 'd1' });
    expect(end(fresh, { digest: 'd1' }).continuation).toMatchObject({
      idleTurns: 1,
      notBeforeMs: NOW_MS + 10_000,
    });
  });

  test.each<[string, Partial<TurnReport>]>([
    ['whether the workspace changed is not known', { workspaceMayHaveChanged: true, digest: 'd1' }],
    ['the model waits or asks', { hasYielded: true }],
  ])('%s → neither progress nor its absence', (_, report) => {
    const continuation = heldBack({ idleTurns: 4, seenDigests: ['d1'] });
    expect(end(stateWith(goalWith(), { continuation }), report).continuation).toEqual(continuation);
  });

  test('user turn, wrap-up turn → neither holds back what follows', () => {
    for (const kind of ['user', 'wrapUp'] as const)
      expect(end(active, { ...words, kind }).continuation).toMatchObject({ idleTurns: 0, notBeforeMs: 0 });
  });

  test('turn of a goal that was replaced since → the new one is neither held back nor stalled', () => {
    const state = end(stateWith(goalWith({ goalId: 'goal_2' })), words);
    expect(state.continuation).toMatchObject({ idleTurns: 0 });
    expect(eventTypes(state)).toEqual(['turnEnded']);
  });
});

describe('endTurn: words alone', () => {
  const withPolicy = (onNoToolCall: 'suppress' | 'backoff' | 'continue', stallAfterTurns = 5) =>
    stateWith(goalWith({ policy: policyWith({ onNoToolCall, stallAfterTurns }) }));

  test('by default → told once, at once; the second in a row is suppressed, and the stall is announced [C86]', () => {
    const [told = active, stalled = active] = repeated(withPolicy('suppress'), words, 2);
    expect(eventTypes(told)).toEqual(['turnEnded']);
    expect(told.continuation).toMatchObject({ isTold: true, notBeforeMs: 0 });
    expect(decide(told, NOW_MS)).toMatchObject({ action: 'turn', kind: 'continuation' });
    expect(eventTypes(stalled)).toEqual(['turnEnded', 'turnEnded', 'goalStalled']);
    expect(decide(stalled, NOW_MS)).toMatchObject({ action: 'idle' });
  });

  test('only status tools → the same', () => {
    const states = repeated(active, { toolCalls: 3, workingCalls: 0 }, 2);
    expect(states.map(({ continuation }) => continuation.suppressedBecause !== undefined)).toEqual([
      false,
      true,
    ]);
  });

  test('work in between → told anew', () => {
    const told = end(withPolicy('suppress'), words);
    const worked = end({ ...told, turn: 2 }, {});
    expect(worked.continuation.isTold).toBeUndefined();
    expect(end({ ...worked, turn: 3 }, words).continuation).toMatchObject({ isTold: true });
  });

  test('a policy that stalls with the first idle turn → nobody is told first', () => {
    expect(end(withPolicy('suppress', 1), words).continuation.suppressedBecause).toBeDefined();
  });

  test('a thread that was under way before the rule came → suppressed at once', () => {
    const state = endTurn(withPolicy('suppress'), reportWith(words), NOW_MS, false);
    expect(eventTypes(state)).toEqual(['turnEnded', 'goalStalled']);
  });

  test('policy backoff → later', () => {
    expect(end(withPolicy('backoff'), words).continuation).toMatchObject({
      notBeforeMs: NOW_MS + 10_000,
      heldBackBy: 'back-off after 1 turn without progress',
    });
  });

  test('policy continue → goes on at once, until it stalls all the same [C86]', () => {
    const states = repeated(withPolicy('continue', 3), words, 3);
    expect(states.map((state) => decide(state, NOW_MS).action)).toEqual(['turn', 'turn', 'idle']);
  });

  test('policy continue, work without progress → backs off as ever', () => {
    expect(end(withPolicy('continue'), {}).continuation.notBeforeMs).toBe(NOW_MS + 10_000);
  });
});

describe('endTurn: a named blocker', () => {
  test('named again and again → goes on, so that the blocked rule can count; another one → later', () => {
    const first = decideBlocked({ ...active, turn: 1 }, GOAL_REF, 'x', 7, NOW_MS).state;
    expect(end(first, words).continuation).toMatchObject({ idleTurns: 0, notBeforeMs: 0 });
    const switched = decideBlocked({ ...first, turn: 2 }, GOAL_REF, 'y', 8, NOW_MS).state;
    expect(end(switched, words).continuation).toMatchObject({
      idleTurns: 1,
      heldBackBy: 'back-off after 1 turn without progress',
    });
  });

  test('a new name in each turn → stalls all the same, with the account of the last one', () => {
    let state = active;
    for (let turn = 1; turn <= 7; turn++) {
      const named = decideBlocked({ ...state, turn }, GOAL_REF, `x${turn}`, turn, NOW_MS).state;
      state = end(named, words);
    }
    expect(state.continuation.suppressedBecause).toBeDefined();
    expect(state.events.find(({ type }) => type === 'goalStalled')).toMatchObject({ blockedSeq: 6 });
  });

  test('named in an earlier turn only, then words → told, then stalled with the account of it', () => {
    const earlier = decideBlocked({ ...active, turn: 1 }, GOAL_REF, 'x', 7, NOW_MS).state;
    const [told = active, stalled = active] = repeated(earlier, words, 2);
    expect(told.continuation).toMatchObject({ isTold: true });
    expect(stalled.events.at(-1)).toMatchObject({ type: 'goalStalled', blockedSeq: 7 });
  });

  test('overcome since → a later stall does not show it', () => {
    const earlier = decideBlocked({ ...active, turn: 1 }, GOAL_REF, 'x', 7, NOW_MS).state;
    const progressed = end({ ...earlier, turn: 2 }, { digest: 'd1' });
    const stalled = repeated({ ...progressed, turn: 3 }, words, 2).at(-1);
    expect(stalled?.events.at(-1)).toMatchObject({ type: 'goalStalled' });
    expect(stalled?.events.at(-1)).not.toHaveProperty('blockedSeq');
  });
});
