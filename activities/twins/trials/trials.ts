/** Runs single twins within the time that they may take, each on as little of the check as shows it. */

import type { TwinRun } from '../../../journal/bodies/twin-record.ts';
import { defined } from '../../../objects/defined.ts';
import type { UnderstoodCommand } from '../runners/understand-command.ts';
import type { TwinCopy } from './find-twins.ts';
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
  /** Runs the whole command, or this one, with a twin. `isOwed`: however long it takes. */
  readonly whole: (
    kind: TwinRun['kind'],
    twin: TwinCopy | undefined,
    limitMs: number,
    command?: string,
    isOwed?: boolean,
  ) => Promise<Outcome>;
  /** Runs an impossible twin on its case or file alone, where that is known to be quicker. */
  readonly narrow: (twin: TwinCopy, limitMs: number) => Promise<Outcome>;
  /** Whether a case or file may be run alone. */
  readonly narrows: () => boolean;
  /** Every twin is tried on the whole command from here on. */
  readonly stopNarrowing: () => void;
  /**
   * What passes with this twin, which means the same, runs what it should; other commands have to show it.
   */
  readonly vouchWith: (equal: TwinCopy) => void;
  /** What runs in place of the check's command from here on; whatever failed under that shows nothing. */
  readonly use: (command: string) => void;
  /** Whether passing by this command alone may be no more than not having run. */
  readonly needsProof: (twin: TwinCopy, command: string | undefined) => boolean;
  /** Takes back what a narrowed run seemed to show. */
  readonly dropLast: () => void;
  /** Takes back what failed although it has to: what means the same has failed as well. */
  readonly dropFailures: () => void;
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
  let equal: TwinCopy | undefined;

  const trial = async (
    kind: TwinRun['kind'],
    twin: TwinCopy | undefined,
    limitMs: number,
    command: string | undefined,
    expectedMs: number,
    owes = false,
  ): Promise<Outcome> => {
    const isLate = deadlineMs !== undefined && Date.now() + expectedMs > deadlineMs;
    // How long a check takes is for the work to say: one change of each kind is tried however slow it is.
    const isOwed = owes || (kind !== 'control' && !runs.some((run) => run.kind === kind));
    if (isLate || !(isOwed || hasTimeFor(expectedMs, spentMs, limitMs))) {
      isOver = true;
      stoppedBy = isLate ? 'the time of the audit was over' : 'the time for twins was over';
      return undefined;
    }
    const result = await runVariant({
      changes: twin?.changes ?? [],
      timeoutMs: patienceMs(runMs),
      ...defined({ command }),
    });
    spentMs += chargedMs(result.durationMs, expectedMs);
    // What was killed may have passed in the end, on a busy machine; that is not failing as it should.
    const isUnjudged = result.ended === 'judged' && kind === 'impossible' && result.isLate === true;
    if (result.ended === 'stopped' || isUnjudged) {
      stoppedBy = result.ended === 'stopped' ? result.reason : 'a changed test took too long to be judged';
      stops += 1;
      isOver ||= stops === MAX_STOPS;
      return undefined;
    }
    runs.push({
      kind,
      ...placeOf(twin),
      ...defined({ command }),
      passed: result.passed,
      durationMs: result.durationMs,
    });
    return { passed: result.passed, ...defined({ command }) };
  };

  /**
   * The command that runs little more than this change, shown to pass without it; `undefined`: the whole one.
   */
  const quickest = async (twin: TwinCopy, limitMs: number): Promise<string | undefined> => {
    for (const testCase of [twin.testCase, null]) {
      const command = understood.narrowed({ path: twin.path, testCase });
      if (command === undefined) continue;
      if (!proven.has(command)) {
        const shown = await trial('equal', equal, limitMs, command, narrowedMs);
        if (shown === undefined) return undefined;
        proven.set(command, shown.passed);
        if (shown.passed) narrowedMs = runs.at(-1)?.durationMs ?? narrowedMs;
        if (shown.passed && narrowedMs * 2 > runMs && !asks(twin)) mayNarrow = false;
        if ([...proven.values()].filter((passed) => !passed).length >= MAX_REFUSED_COMMANDS && !asks(twin))
          mayNarrow = false;
        // Failing, the command need not be one that runs the case.
        if (!shown.passed) runs.pop();
      }
      if (proven.get(command)) return command;
      if (asks(twin)) return undefined;
    }
    return undefined;
  };
  const asks = ({ path, testCase }: TwinCopy): boolean => understood.selects({ path, testCase }) === 'ask';

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
    narrows: () => mayNarrow,
    async narrow(twin, limitMs) {
      if (!mayNarrow && !asks(twin)) return trial('impossible', twin, limitMs, base, runMs);
      const command = await quickest(twin, limitMs);
      if (command === undefined && asks(twin)) {
        stoppedBy ??= 'the command leaves cases out, and none was found that it runs alone';
        return undefined;
      }
      return trial('impossible', twin, limitMs, command ?? base, command === undefined ? runMs : narrowedMs);
    },
    stopNarrowing: () => {
      mayNarrow = false;
    },
    vouchWith: (twin) => {
      equal = twin;
      proven.clear();
    },
    use: (command) => {
      base = command;
      mayNarrow = false;
    },
    needsProof: (twin, command) => command !== undefined && command !== base && !asks(twin),
    dropLast: () => void runs.pop(),
    dropFailures: () => {
      runs = runs.filter(({ kind, passed }) => kind !== 'impossible' || passed);
    },
  };
}

const placeOf = (twin: TwinCopy | undefined): Pick<TwinRun, 'path' | 'line' | 'testCase' | 'what'> =>
  twin === undefined
    ? { path: null, line: null, testCase: null, what: 'nothing changed' }
    : { path: twin.path, line: twin.line, testCase: twin.testCase, what: twin.what };
