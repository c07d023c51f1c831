import { describe, expect, test } from '@jest/globals';
import { canWake, endWait, startWait, wake } from '../../../workflows/thread/wait.ts';
import { eventTypes, goalWith, heldBack, NOW_MS, stateWith } from '../../support/workflow/thread-states.ts';

const LATER_MS = NOW_MS + 28_800_000;
const held = heldBack({ suppressedBecause: 'x', idleTurns: 3, seenDigests: ['d1'] });
const waitingFor = (event?: string) =>
  stateWith(goalWith(), {
    wait: event === undefined ? { untilMs: LATER_MS } : { untilMs: LATER_MS, event },
    continuation: held,
  });

describe('startWait', () => {
  test('nothing has come yet → the wait is on, and in the record', () => {
    const wait = { untilMs: LATER_MS, event: 'ci' };
    const { state, isOver } = startWait(stateWith(goalWith()), wait, NOW_MS);
    expect([isOver, state.wait]).toEqual([false, wait]);
    expect(state.events).toMatchObject([{ type: 'waitStarted', ...wait }]);
  });

  test('its event came before → over at once, the event is used up and told; others are kept', () => {
    const before = stateWith(goalWith(), { arrivedEvents: ['other', 'ci'] });
    const { state, isOver } = startWait(before, { untilMs: LATER_MS, event: 'ci' }, NOW_MS);
    expect(isOver).toBe(true);
    expect(state).toMatchObject({ arrivedEvents: ['other'], wokenBy: 'event ci' });
    expect(state.wait).toBeUndefined();
    expect(startWait(state, { untilMs: LATER_MS, event: 'ci' }, NOW_MS).isOver).toBe(false);
  });

  test('events came, but the wait names none → it is on, and they are kept', () => {
    const before = stateWith(goalWith(), { arrivedEvents: ['ci'] });
    const { state, isOver } = startWait(before, { untilMs: LATER_MS }, NOW_MS);
    expect([isOver, state.wait, state.arrivedEvents]).toEqual([false, { untilMs: LATER_MS }, ['ci']]);
  });
});

describe('endWait', () => {
  test('→ off, with what ended it for the model and the record; the main loop looks anew', () => {
    const state = endWait(waitingFor(), 'time', NOW_MS);
    expect(state).toMatchObject({ wokenBy: 'time', changes: 1 });
    expect(state.wait).toBeUndefined();
    expect(state.events).toMatchObject([{ type: 'waitEnded', by: 'time' }]);
  });

  test('no wait is on → nothing changes', () => {
    const state = stateWith(goalWith());
    expect(endWait(state, 'time', NOW_MS)).toBe(state);
  });
});

describe('wake', () => {
  test.each([
    ['without an event, the wait names none', undefined, undefined, 'wake-up call'],
    ['without an event, the wait names one', undefined, 'ci', 'wake-up call'],
    ['with the event that is waited for', 'ci', 'ci', 'event ci'],
  ])('%s → the wait ends, and nothing holds back any more', (_, event, awaited, by) => {
    const state = wake(waitingFor(awaited), event, NOW_MS);
    expect(state.wait).toBeUndefined();
    expect(state.wokenBy).toBe(by);
    expect(state.continuation).toEqual(heldBack({ seenDigests: ['d1'] }));
  });

  test.each([
    ['another event than the one that is waited for', 'other', 'ci'],
    ['an event, the wait names none', 'ci', undefined],
  ])('%s → the wait goes on, the event is kept, what holds back stays', (_, event, awaited) => {
    const before = waitingFor(awaited);
    const state = wake(before, event, NOW_MS);
    expect([state.wait, state.continuation]).toEqual([before.wait, held]);
    expect(state.arrivedEvents).toEqual([event]);
    expect(eventTypes(state)).toEqual(['eventArrived']);
  });

  test('an event while nothing waits → kept once for a later wait, however often it comes', () => {
    const once = wake(stateWith(goalWith()), 'ci', NOW_MS);
    const other = wake(once, 'other', NOW_MS);
    expect(wake(other, 'ci', NOW_MS).arrivedEvents).toEqual(['other', 'ci']);
  });

  test('more than 20 events that nobody waits for → the oldest is forgotten', () => {
    let state = stateWith(goalWith());
    for (let i = 1; i <= 21; i++) state = wake(state, `e${i}`, NOW_MS);
    expect(state.arrivedEvents).toHaveLength(20);
    expect(state.arrivedEvents).not.toContain('e1');
    expect(state.arrivedEvents).toContain('e21');
  });
});

describe('canWake', () => {
  const idle = stateWith(goalWith());

  test.each([
    ['nothing waits, nothing is held back', idle, undefined, false],
    ['an event comes along', idle, 'ci', true],
    ['a wait is on', waitingFor(), undefined, true],
    ['stalled', stateWith(goalWith(), { continuation: held }), undefined, true],
    [
      'in back-off',
      stateWith(goalWith(), { continuation: heldBack({ notBeforeMs: NOW_MS + 1 }) }),
      undefined,
      true,
    ],
    [
      'back-off is over',
      stateWith(goalWith(), { continuation: heldBack({ notBeforeMs: NOW_MS }) }),
      undefined,
      false,
    ],
  ])('%s → whether there is anything to wake', (_, state, event, expected) => {
    expect(canWake(state, event, NOW_MS)).toBe(expected);
  });
});
