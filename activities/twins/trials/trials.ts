/** Runs single twins within the time that they may take, each on as little of the check as shows it. */

import type { TwinRun } from '../../../journal/bodies/twin-record.ts';
import { defined } from '../../../objects/defined.ts';
import type { Mutation } from '../mutation.ts';
import type { UnderstoodCommand } from '../runners/understand-command.ts';
import { chargedMs, hasTimeFor, patienceMs } from './twin-time.ts';
import type { RunVariant } from './variant.ts';

interface TrialSettings {
  readonly understood: UnderstoodCommand;
  readonly runVariant: RunVariant;
  /** One run of the check. */
  readonly runMs: number;
  /** When no more is begun, by the clock; absent: never. */
  readonly deadlineMs?: number;
}

/** `undefined`: it was not run, or shows nothing. */
type Outcome = { readonly passed: boolean; readonly command?: string } | undefined;

export interface Trials {
  readonly runs: () => readonly TwinRun[];
  /** One that was run elsewhere. */
  readonly record: (run: TwinRun) => void;
  /** Why the last one was not run to its end. */
  readonly stoppedBy: () => string | undefined;
  /** No time is left for another one. */
  readonly isOver: () => boolean;
  /** Runs the whole command with one change. */
  readonly whole: (
    kind: TwinRun['kind'],
    mutation: Mutation | undefined,
    limitMs: number,
    command?: string,
  ) => Promise<Outcome>;
  /** Runs the command with one change, on its case or file where that is known to be quicker. */
  readonly narrow: (kind: TwinRun['kind'], mutation: Mutation, limitMs: number) => Promise<Outcome>;
  /** Every change is tried on the whole command from here on. */
  readonly stopNarrowing: () => void;
  /** What runs in place of the check's command from here on. */
  readonly use: (command: string) => void;
  /** Whether passing by this command alone may be no more than not having run. */
  readonly needsProof: (mutation: Mutation, command: string | undefined) => boolean;
  /** Takes back what a narrowed run seemed to show. */
  readonly dropLast: () => void;
  /** The same for changes that mean the same; returns whether there were any. */
  readonly dropNarrowedEqual: () => boolean;
}

/** A case alone takes no less than the whole when the whole is faster than this. */
const NARROWS_FROM_MS = 3_000;
const MAX_REFUSED_COMMANDS = 2;
const MAX_STOPS = 3;

export function createTrials({ understood, runVariant, runMs, deadlineMs }: TrialSettings): Trials {
  let runs: TwinRun[] = [];
  let isOver = false;
  let stops = 0;
  const proven = new Map<string, boolean>();
  let spentMs = 0;
  let stoppedBy: string | undefined;
  let base: string | undefined;
  let narrowedMs = runMs;
  let mayNarrow = runMs >= NARROWS_FROM_MS;

  const trial = async (
    kind: TwinRun['kind'],
    mutation: Mutation | undefined,
    limitMs: number,
    command: string | undefined,
    expectedMs: number,
  ): Promise<Outcome> => {
    const isLate = deadlineMs !== undefined && Date.now() + expectedMs > deadlineMs;
    // How long a check takes is for the work to say: one change of each kind is tried however slow it is.
    const isOwed = kind !== 'control' && !runs.some((run) => run.kind === kind);
    if (isLate || !(isOwed || hasTimeFor(expectedMs, spentMs, limitMs))) {
      isOver = true;
      stoppedBy = isLate ? 'the time of the audit was over' : 'the time for twins was over';
      return undefined;
    }
    const changes = mutation === undefined ? [] : [{ path: mutation.path, text: mutation.text }];
    const result = await runVariant({
      changes,
      timeoutMs: patienceMs(runMs),
      ...defined({ command }),
    });
    spentMs += chargedMs(result.durationMs, expectedMs);
    if (result.ended === 'stopped') {
      stoppedBy = result.reason;
      stops += 1;
      isOver ||= stops === MAX_STOPS;
      return undefined;
    }
    runs.push({
      kind,
      ...placeOf(mutation),
      ...defined({ command }),
      passed: result.passed,
      durationMs: result.durationMs,
    });
    return { passed: result.passed, ...defined({ command }) };
  };

  /**
   * The command that runs little more than this change, shown to pass without it; `undefined`: the whole one.
   */
  const quickest = async (mutation: Mutation, limitMs: number): Promise<string | undefined> => {
    for (const testCase of [mutation.testCase, null]) {
      const command = understood.narrowed({ path: mutation.path, testCase });
      if (command === undefined) continue;
      if (!proven.has(command)) {
        const control = await trial('control', undefined, limitMs, command, narrowedMs);
        if (control === undefined) return undefined;
        proven.set(command, control.passed);
        if (control.passed) narrowedMs = runs.at(-1)?.durationMs ?? narrowedMs;
        if (control.passed && narrowedMs * 2 > runMs && !asks(mutation)) mayNarrow = false;
        if (
          [...proven.values()].filter((passed) => !passed).length >= MAX_REFUSED_COMMANDS &&
          !asks(mutation)
        )
          mayNarrow = false;
      }
      if (proven.get(command)) return command;
      if (asks(mutation)) return undefined;
    }
    return undefined;
  };
  const asks = ({ path, testCase }: Mutation): boolean => understood.selects({ path, testCase }) === 'ask';

  return {
    runs: () => runs,
    record: (run) => {
      runs.push(run);
      spentMs += run.durationMs;
    },
    stoppedBy: () => stoppedBy,
    isOver: () => isOver,
    whole: (kind, mutation, limitMs, command = base) => trial(kind, mutation, limitMs, command, runMs),
    async narrow(kind, mutation, limitMs) {
      if (!mayNarrow && !asks(mutation)) return trial(kind, mutation, limitMs, base, runMs);
      const command = await quickest(mutation, limitMs);
      if (command === undefined && asks(mutation)) {
        stoppedBy ??= 'the command leaves cases out, and none was found that it runs alone';
        return undefined;
      }
      return trial(kind, mutation, limitMs, command ?? base, command === undefined ? runMs : narrowedMs);
    },
    stopNarrowing: () => {
      mayNarrow = false;
    },
    use: (command) => {
      base = command;
      mayNarrow = false;
    },
    needsProof: (mutation, command) => command !== undefined && command !== base && !asks(mutation),
    dropLast: () => void runs.pop(),
    dropNarrowedEqual() {
      const kept = runs.filter(({ kind, command }) => kind !== 'equal' || command === base);
      const hasDropped = kept.length < runs.length;
      runs = kept;
      return hasDropped;
    },
  };
}

const placeOf = (mutation: Mutation | undefined): Pick<TwinRun, 'path' | 'line' | 'testCase' | 'what'> =>
  mutation === undefined
    ? { path: null, line: null, testCase: null, what: 'nothing changed' }
    : { path: mutation.path, line: mutation.line, testCase: mutation.testCase, what: mutation.what };
