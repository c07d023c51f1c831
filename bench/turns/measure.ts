/**
 * Runs the contestants side by side: a few turns of one, then of the next, so that the machine's moods hit
 * all alike.
 */
import type { Contestant, ContestantName, History, RunningThread } from './contestant.ts';

/** One slice of a thread's life. */
export interface Slice {
  readonly round: number;
  readonly name: ContestantName;
  /** How many turns the thread had made before. */
  readonly age: number;
  /** Each turn is measured from its first model call to the next turn's. */
  readonly durationsMs: readonly number[];
  /** What the slice added to Temporal's history. */
  readonly history?: History;
}

export const SLICE_TURNS = 5;
/** Turns of a first round that is not reported: code gets compiled, caches and connections get warm. */
const WARM_UP_TURNS = 20;

export interface Plan {
  readonly ages: readonly number[];
  readonly rounds: number;
}

/** `tell` hears of each round. Threads are fresh in each round, and as old as the highest age at its end. */
export async function measure(
  contestants: readonly Contestant[],
  { ages, rounds }: Plan,
  tell: (line: string) => void,
): Promise<readonly Slice[]> {
  const lastAge = Math.max(...ages);
  tell(`Warming up, ${WARM_UP_TURNS} turns of each`);
  await measureRound(contestants, WARM_UP_TURNS, 0);
  const slices: Slice[] = [];
  for (let round = 1; round <= rounds; round++) {
    tell(`Round ${round} of ${rounds}: ${lastAge} turns of each`);
    slices.push(...(await measureRound(contestants, lastAge, round)));
  }
  return slices;
}

async function measureRound(
  contestants: readonly Contestant[],
  turns: number,
  round: number,
): Promise<readonly Slice[]> {
  const running: { readonly name: ContestantName; readonly thread: RunningThread }[] = [];
  for (const contestant of contestants)
    running.push({ name: contestant.name, thread: await contestant.startThread() });
  const slices: Slice[] = [];
  try {
    // All of them wait before their first turn.
    for (const { thread } of running) await thread.turn(0);
    for (let age = 0; age < turns; age += SLICE_TURNS) {
      const count = Math.min(SLICE_TURNS, turns - age);
      for (const { name, thread } of running)
        slices.push({ round, name, age, ...(await slice(thread, count)) });
      // Whoever goes first in a slice goes last in the next.
      running.push(...running.splice(0, 1));
    }
  } finally {
    for (const { thread } of running) await thread.stop();
  }
  return slices;
}

async function slice(thread: RunningThread, turns: number): Promise<Pick<Slice, 'durationsMs' | 'history'>> {
  const before = await thread.history?.();
  const durationsMs = await thread.turn(turns);
  const after = await thread.history?.();
  if (before === undefined || after === undefined) return { durationsMs };
  return {
    durationsMs,
    history: { events: after.events - before.events, bytes: after.bytes - before.bytes },
  };
}
