/**
 * The gate at the beginning of a turn: holds a thread's first model call back until the thread may go on, and
 * times the turns in between. It is the model's own clock, so all loops are timed alike and none times
 * itself.
 */

export interface TurnGate {
  /** The thread is about to begin a turn; resolves when it may. */
  arrive(thread: string): Promise<void>;
  /**
   * Lets the thread make `turns` turns. Resolves with their durations, from each first model call to the next
   * turn's, when the thread stands at the gate again. With 0 it only waits for the thread to get there.
   */
  allow(thread: string, turns: number): Promise<readonly number[]>;
}

interface Lane {
  /** Set while the thread stands at the gate. */
  open?: (() => void) | undefined;
  /** Set while somebody waits for the thread to be done with its turns. */
  arrived?: ((durationsMs: readonly number[]) => void) | undefined;
  turnsLeft: number;
  durationsMs: number[];
  beganMs?: number | undefined;
}

export function createTurnGate(nowMs: () => number): TurnGate {
  const lanes = new Map<string, Lane>();
  const laneOf = (thread: string): Lane => {
    const lane = lanes.get(thread) ?? { turnsLeft: 0, durationsMs: [] };
    lanes.set(thread, lane);
    return lane;
  };
  const settle = (lane: Lane): void => {
    const { arrived } = lane;
    if (arrived === undefined || lane.open === undefined) return;
    if (lane.turnsLeft > 0) {
      const { open } = lane;
      lane.open = undefined;
      lane.turnsLeft -= 1;
      lane.beganMs = nowMs();
      open();
      return;
    }
    lane.arrived = undefined;
    arrived(lane.durationsMs);
  };

  return {
    arrive(thread) {
      const lane = laneOf(thread);
      if (lane.open !== undefined) throw new Error(`${thread} began a turn within a turn`);
      if (lane.beganMs !== undefined) lane.durationsMs.push(nowMs() - lane.beganMs);
      lane.beganMs = undefined;
      return new Promise((resolve) => {
        lane.open = resolve;
        settle(lane);
      });
    },
    allow(thread, turns) {
      const lane = laneOf(thread);
      if (lane.arrived !== undefined) throw new Error(`${thread} is turning already`);
      lane.turnsLeft = turns;
      lane.durationsMs = [];
      return new Promise((resolve) => {
        lane.arrived = resolve;
        settle(lane);
      });
    },
  };
}
