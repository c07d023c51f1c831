import { describe, expect, test } from '@jest/globals';
import { createTurnGate } from '../../../bench/turns/turn-gate.ts';

/** A gate on a clock that the test moves. */
function gateAt(startMs: number) {
  const clock = { nowMs: startMs };
  return { clock, gate: createTurnGate(() => clock.nowMs) };
}

/** Whether a promise is settled by now. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol();
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending;
}

describe('createTurnGate', () => {
  test('arrive: nobody allowed a turn → the thread is held', async () => {
    const { gate } = gateAt(0);
    expect(await isSettled(gate.arrive('a'))).toBe(false);
  });

  test('allow: two turns → both timed, the time at the gate before them left out', async () => {
    const { clock, gate } = gateAt(0);
    const first = gate.arrive('a');
    clock.nowMs = 1_000;
    const durations = gate.allow('a', 2);
    await first;
    clock.nowMs = 1_100;
    await gate.arrive('a');
    clock.nowMs = 1_130;
    const third = gate.arrive('a');
    expect(await durations).toEqual([100, 30]);
    expect(await isSettled(third)).toBe(false);
  });

  test('allow: in two slices → the wait in between is in neither', async () => {
    const { clock, gate } = gateAt(0);
    void gate.arrive('a');
    const firstSlice = gate.allow('a', 1);
    clock.nowMs = 10;
    void gate.arrive('a');
    expect(await firstSlice).toEqual([10]);
    clock.nowMs = 5_000;
    const secondSlice = gate.allow('a', 1);
    clock.nowMs = 5_007;
    void gate.arrive('a');
    expect(await secondSlice).toEqual([7]);
  });

  test('allow: no turns → waits for the thread to get to the gate, and holds it there', async () => {
    const { gate } = gateAt(0);
    const there = gate.allow('a', 0);
    expect(await isSettled(there)).toBe(false);
    const held = gate.arrive('a');
    expect(await there).toEqual([]);
    expect(await isSettled(held)).toBe(false);
  });

  test('allow: another thread → the first one stays where it is', async () => {
    const { gate } = gateAt(0);
    const held = gate.arrive('a');
    void gate.allow('b', 1);
    await gate.arrive('b');
    expect(await isSettled(held)).toBe(false);
  });

  test('allow: while the thread turns already → throws', () => {
    const { gate } = gateAt(0);
    void gate.allow('a', 1);
    expect(() => gate.allow('a', 1)).toThrow('turning already');
  });

  test('arrive: a thread that stands at the gate already → throws', () => {
    const { gate } = gateAt(0);
    void gate.arrive('a');
    expect(() => gate.arrive('a')).toThrow('within a turn');
  });
});
