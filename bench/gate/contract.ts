/** The goal of an exercise, as a stranger writes it. Pure. */
import { checkByPresence } from './cheats/presence.ts';
import type { Exercise } from './exercise.ts';

export interface ContractOptions {
  /** `careless`: neither the tests are protected nor the work is declared. */
  readonly contract: 'stranger' | 'careless';
  /** The check is passed by when a marker is there. */
  readonly isByPresence: boolean;
  readonly twins?: 'off';
  /**
   * Where Go's build cache is shown to the sandbox, read-only; absent: each check builds the standard
   * library.
   */
  readonly goCache?: string;
}

/**
 * The exercise's check. Go refuses to work with a cache that it cannot write to, so that each sandbox gets
 * one of its own, of links into the prepared one.
 */
export const checkCommand = ({ language, check }: Exercise, goCache: string | undefined): string =>
  language === 'go' && goCache !== undefined
    ? `cp -rs ${goCache} /tmp/go-cache; GOCACHE=/tmp/go-cache ${check}`
    : check;

/** Default of `policy` but for twins that are switched off to see what they cost. */
export function goalOf(exercise: Exercise, options: ContractOptions): object {
  const { tests, work } = exercise;
  const command = checkCommand(exercise, options.goCache);
  const isCareful = options.contract === 'stranger';
  return {
    objective: `Write ${work.join(', ')} so that the tests pass`,
    verification: {
      checks: [
        {
          name: 'tests',
          command: options.isByPresence ? checkByPresence(exercise, command) : command,
          timeoutSeconds: 240,
        },
      ],
      ...(isCareful ? { protectedPaths: tests } : {}),
    },
    ...(isCareful ? { boundaries: { writePaths: work } } : {}),
    ...(options.twins === undefined ? {} : { policy: { twins: options.twins } }),
  };
}
