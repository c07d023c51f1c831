/** Runs single twins within the time that they may take, each on as little of the check as shows it. */

import type { TwinRun } from '../../../../journal/bodies/twin-record.ts';
import { defined } from '../../../../objects/defined.ts';
import type { Random } from '../../drawing/random.ts';
import type { UnderstoodCommand } from '../../runners/understand-command.ts';
import { NONE_RUNS_ALONE } from '../cases-left-out.ts';
import type { TwinCopy } from '../find-twins.ts';
import { chargedMs, hasTimeFor, patienceMs } from '../twin-time.ts';
import type { RunVariant } from '../variant.ts';
import type { Candidate } from './twin-sets.ts';

interface TrialSettings {
  readonly understood: UnderstoodCommand;
  readonly runVariant: RunVariant;
  /** One run of the check. */
  readonly runMs: number;
  readonly random: Random;
  /** When no more is begun, by the clock; absent: never. */
  readonly deadlineMs?: number;
}

/** `undefined`: it was not run, or shows nothing. */
type Outcome = { readonly passed: boolean; readonly command?: string; readonly run: TwinRun } | undefined;

export interface Trials {
  readonly runs: () => readonly TwinRun[];
  /** One that was run elsewhere. */
  readonly record: (run: TwinRun) => void;
  /** Why the last one was not run to its end. */
  readonly stoppedBy: () => string | undefined;
  /** Nothing more is begun: the audit's time is over, or runs do not come to their end. */
  readonly isOver: () => boolean;
  /** Runs the whole command, or this one, with a twin. `isOwed`: however long it takes. */
  readonly whole: (
    kind: TwinRun['kind'],
    twin: TwinCopy | undefined,
    limitMs: number,
    command?: string,
    isOwed?: boolean,
  ) => Promise<Outcome>;
  /**
   * Runs an impossible twin on its case or file alone, where that is known to be quicker; where it cannot be
   * shown to run so, nothing narrows any more, and it is not run at all. `isOwed`: as above.
   */
  readonly narrow: (candidate: Candidate, limitMs: number, isOwed: boolean) => Promise<Outcome>;
  /** Whether cases or files of one of these may be run alone. */
  readonly narrows: (twins: readonly TwinCopy[]) => boolean;
  /** Whether the command leaves cases out, so that this one has to be shown to run. */
  readonly asks: (twin: TwinCopy) => boolean;
  /** Every twin is tried on the whole command from here on. */
  readonly stopNarrowing: () => void;
  /** What runs in place of the check's command from here on; whatever failed under that shows nothing. */
  readonly use: (command: string) => void;
  /** Whether passing by this command alone may be no more than not having run. */
  readonly needsProof: (twin: TwinCopy, command: string | undefined) => boolean;
  /** Takes back what a narrowed run seemed to show. */
  readonly drop: (run: TwinRun) => void;
  /** Takes back what failed although it has to: what means the same has failed as well. */
  readonly dropFailures: (runs: readonly TwinRun[]) => void;
}

/** A case alone takes no less than the whole when the whole is faster than this. */
const NARROWS_FROM_MS = 3_000;
const MAX_STOPS = 3;

export function createTrials({ understood, runVariant, runMs, random, deadlineMs }: TrialSettings): Trials {
  let runs: TwinRun[] = [];
  let isOver = false;
  let stops = 0;
  /** What has passed on a command that runs little, with what means the same; it runs what it should. */
  const proven = new Map<string, TwinCopy[]>();
  const refused = new Set<string>();
  let spentMs = 0;
  let stoppedBy: string | undefined;
  let base: string | undefined;
  let narrowedMs = runMs;
  let mayNarrow = runMs >= NARROWS_FROM_MS;

  const trial = async (
    kind: TwinRun['kind'],
    twin: TwinCopy | undefined,
    limitMs: number,
    command: string | undefined,
    expectedMs: number,
    isOwed = false,
  ): Promise<Outcome> => {
    const isLate = deadlineMs !== undefined && Date.now() + expectedMs > deadlineMs;
    if (isLate || !(isOwed || hasTimeFor(expectedMs, spentMs, limitMs))) {
      isOver ||= isLate;
      stoppedBy = isLate ? 'the time of the audit was over' : 'the time for twins was over';
      return undefined;
    }
    const result = await runVariant({
      changes: twin?.changes ?? [],
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
    // What was killed may have passed in the end, on a busy machine; that is not failing as it should. The
    // others go on: who is late by lot has to be in time with all that means the same.
    if (kind === 'impossible' && result.isLate === true) {
      stoppedBy = 'a changed test took too long to be judged';
      return undefined;
    }
    const { passed, durationMs } = result;
    const run = { kind, ...placeOf(twin), ...defined({ command }), passed, durationMs };
    runs.push(run);
    return { passed, run, ...defined({ command }) };
  };

  const asks = ({ path, testCase }: TwinCopy): boolean => understood.selects({ path, testCase }) === 'ask';
  const prove = (command: string, twin: TwinCopy): void => {
    proven.set(command, [...(proven.get(command) ?? []), twin]);
    narrowedMs = runs.findLast((run) => run.kind === 'equal')?.durationMs ?? narrowedMs;
  };

  /**
   * What means the same, and what does not, on a command that may run both: in an order drawn by lot, so that
   * neither turn nor hour tells. Failing with the first, the command need not be one that runs the case.
   */
  const inPairs = async ({ twin, set }: Candidate, command: string, limitMs: number): Promise<Outcome> => {
    const before = [...runs];
    const changed = (): Promise<Outcome> => trial('impossible', twin, limitMs, command, narrowedMs, true);
    const isFirst = random.integer(0, 1) === 0;
    const early = isFirst ? await changed() : undefined;
    const shown = await trial('equal', set.equal, limitMs, command, narrowedMs, isFirst);
    if (!shown?.passed) {
      runs = before;
      if (shown !== undefined) refused.add(command);
      return undefined;
    }
    prove(command, set.equal);
    if (narrowedMs * 2 > runMs) mayNarrow = false;
    return isFirst ? early : changed();
  };

  /**
   * Whether the command runs a case is shown first, by a run that counts for nothing else; then come both
   * kinds, what means the same with another text.
   */
  const askedFirst = async (
    { twin, set, other }: Candidate,
    command: string,
    limitMs: number,
  ): Promise<Outcome> => {
    const before = [...runs];
    const shown = await trial('equal', set.equal, limitMs, command, narrowedMs);
    runs = before;
    if (shown === undefined) return undefined;
    if (!shown.passed) {
      refused.add(command);
      return undefined;
    }
    const changed = (): Promise<Outcome> => trial('impossible', twin, limitMs, command, narrowedMs);
    const early = random.integer(0, 1) === 0 ? changed : undefined;
    const outcome = await early?.();
    const again = await trial('equal', other.equal, limitMs, command, narrowedMs);
    if (again?.passed) prove(command, set.equal);
    return early === undefined ? changed() : outcome;
  };

  return {
    runs: () => runs,
    record: (run) => {
      runs.push(run);
      spentMs += run.durationMs;
    },
    stoppedBy: () => stoppedBy,
    isOver: () => isOver,
    whole: (kind, twin, limitMs, command = base, isOwed = false) =>
      trial(kind, twin, limitMs, command, runMs, isOwed),
    narrows: (twins) =>
      mayNarrow && twins.some(({ path }) => understood.narrowed({ path, testCase: null }) !== undefined),
    asks,
    async narrow(candidate, limitMs, isOwed) {
      const { twin, set } = candidate;
      const commands = (asks(twin) ? [twin.testCase] : [twin.testCase, null])
        .map((testCase) => understood.narrowed({ path: twin.path, testCase }))
        .filter((command) => command !== undefined);
      if (!asks(twin) && (!mayNarrow || commands.length === 0))
        return trial('impossible', twin, limitMs, base, runMs, isOwed);
      for (const command of commands) {
        if (refused.has(command)) continue;
        if (proven.get(command)?.includes(set.equal))
          return trial('impossible', twin, limitMs, command, narrowedMs, isOwed);
        const run = asks(twin) ? askedFirst : inPairs;
        const outcome = await run(candidate, command, limitMs);
        if (outcome !== undefined || !refused.has(command)) return outcome;
      }
      if (asks(twin)) stoppedBy ??= NONE_RUNS_ALONE;
      else mayNarrow = false;
      return undefined;
    },
    stopNarrowing: () => {
      mayNarrow = false;
    },
    use: (command) => {
      base = command;
      mayNarrow = false;
    },
    needsProof: (twin, command) => command !== undefined && command !== base && !asks(twin),
    drop: (dropped) => {
      runs = runs.filter((run) => run !== dropped);
    },
    dropFailures: (some) => {
      runs = runs.filter((run) => run.passed || !some.includes(run));
    },
  };
}

const placeOf = (twin: TwinCopy | undefined): Pick<TwinRun, 'path' | 'line' | 'testCase' | 'what'> =>
  twin === undefined
    ? { path: null, line: null, testCase: null, what: 'nothing changed' }
    : { path: twin.path, line: twin.line, testCase: twin.testCase, what: twin.what };
