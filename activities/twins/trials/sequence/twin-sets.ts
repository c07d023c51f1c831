/**
 * Sets of twins of one check, drawn as they are wanted: each has other places, written in other ways. What
 * two runs share by chance only cannot be told from what they share in meaning, so no text is run twice.
 */
import type { TwinRun } from '../../../../journal/bodies/twin-record.ts';
import type { FoundTwins, TwinCopy, TwinSet } from '../find-twins.ts';
import { placeName } from '../twin-decision.ts';

/** One change that has to fail, and what means the same in its own set and in another one. */
export interface Candidate {
  readonly twin: TwinCopy;
  readonly set: TwinSet;
  readonly other: TwinSet;
}

export interface TwinSets {
  /** The equal twin of a set that was not run yet; that of an earlier set where no other can be drawn. */
  readonly nextEqual: () => Promise<TwinSet>;
  /** A change at a place that was not tried yet, as long as there is one; taken in turn from several sets. */
  readonly nextImpossible: () => Promise<Candidate | undefined>;
  /** A change of this set has failed, as it should. */
  readonly hasFailed: (set: TwinSet, run: TwinRun) => void;
  /**
   * No more changes are taken from a set in which what means the same has failed; what its changes seemed to
   * show is returned.
   */
  readonly giveUp: (set: TwinSet) => readonly TwinRun[];
}

/** `spread`: changes come from so many sets. `draw` gets `isFew` once a set was given up. */
export function createTwinSets(
  first: TwinSet,
  spread: number,
  draw: (attempt: number, isFew: boolean) => Promise<FoundTwins>,
): TwinSets {
  const sets: TwinSet[] = [first];
  const givenUp = new Set<TwinSet>();
  const tried = new Set<TwinCopy>();
  const places = new Set<string>();
  const failed = new Map<TwinSet, TwinRun[]>();
  let equals = 0;
  let turn = 0;
  const setAt = async (index: number): Promise<TwinSet> => {
    while (sets.length <= index) {
      const found = await draw(sets.length, givenUp.size > 0);
      if (!found.ok) break;
      sets.push(found.set);
    }
    return sets[index % sets.length] ?? first;
  };
  /** Places that the work turned stand between the others, so that the turn picks among both. */
  const from = (set: TwinSet, isNew: boolean): TwinCopy | undefined => {
    const start = turn % Math.max(1, set.impossible.length);
    const inTurn = [...set.impossible.slice(start), ...set.impossible.slice(0, start)];
    return inTurn.find((twin) => !tried.has(twin) && !(isNew && places.has(placeName(twin))));
  };
  return {
    nextEqual: async () => {
      const set = await setAt(equals);
      equals += 1;
      return set;
    },
    async nextImpossible() {
      const own: TwinSet[] = [];
      for (let index = 0; index < spread + givenUp.size && own.length < spread; index += 1) {
        const set = await setAt(index);
        if (!givenUp.has(set) && !own.includes(set)) own.push(set);
      }
      const start = turn % Math.max(1, own.length);
      const inTurn = [...own.slice(start), ...own.slice(0, start)];
      for (const isNew of [true, false])
        for (const set of inTurn) {
          const twin = from(set, isNew);
          if (twin === undefined) continue;
          turn += 1;
          tried.add(twin);
          places.add(placeName(twin));
          return { twin, set, other: own.find((one) => one !== set) ?? set };
        }
      return undefined;
    },
    hasFailed: (set, run) => void failed.set(set, [...(failed.get(set) ?? []), run]),
    giveUp(set) {
      givenUp.add(set);
      return failed.get(set) ?? [];
    },
  };
}
