/** Which fault strikes when: a seed gives the same schedule on every machine. Pure. */
import fc from 'fast-check';

/** A process of the shape; there are two of the servers and of the workers. */
export type Target = 'worker-1' | 'worker-2' | 'server-1' | 'server-2' | 'temporal' | 'postgres';

/** What the model's server answers in place of a reply while the fault lasts. */
export type ModelFault = 'hang' | 'reset' | 'status500' | 'status429' | 'cutStream' | 'html200';

export type ProcessFault =
  /** SIGKILL or SIGTERM; whoever watches over the processes starts it again. */
  | { readonly kind: 'kill' | 'term'; readonly target: Target }
  /** SIGSTOP, and SIGCONT at the end of it. */
  | { readonly kind: 'stop'; readonly target: Target; readonly durationMs: number };

export type Fault =
  | ProcessFault
  /** Every connection of Postgres is cut. */
  | { readonly kind: 'cutConnections' }
  | { readonly kind: 'model'; readonly fault: ModelFault; readonly durationMs: number };

export interface Strike {
  /** It is counted from the start. */
  readonly atMs: number;
  readonly fault: Fault;
}

const MIN_GAP_MS = 3_000;
const MAX_GAP_MS = 10_000;

const PROCESSES: readonly Target[] = ['worker-1', 'worker-2', 'server-1', 'server-2', 'temporal'];
const MODEL_FAULTS: readonly ModelFault[] = [
  'hang',
  'reset',
  'status500',
  'status429',
  'cutStream',
  'html200',
];

const faults: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('kill' as const),
      target: fc.constantFrom<Target>(...PROCESSES, 'postgres'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('term' as const), target: fc.constantFrom(...PROCESSES) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('stop' as const),
      target: fc.constantFrom(...PROCESSES),
      durationMs: fc.integer({ min: 3_000, max: 25_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'cutConnections' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('model' as const),
      fault: fc.constantFrom(...MODEL_FAULTS),
      durationMs: fc.integer({ min: 1_000, max: 15_000 }),
    }),
  },
);

/** The strikes of so many minutes, in the order of their times; they may overlap. */
export function scheduleOf(seed: number, minutes: number): Strike[] {
  const lastMs = minutes * 60_000;
  const strikes = fc.record({ gapMs: fc.integer({ min: MIN_GAP_MS, max: MAX_GAP_MS }), fault: faults });
  const drawn = fc.sample(strikes, { seed, numRuns: Math.ceil(lastMs / MIN_GAP_MS) });
  const schedule: Strike[] = [];
  let atMs = 0;
  for (const { gapMs, fault } of drawn) {
    atMs += gapMs;
    if (atMs >= lastMs) break;
    schedule.push({ atMs, fault });
  }
  return schedule;
}

/** A few words for a log, e.g. `stop worker-1 12.3 s`. */
export function faultInWords(fault: Fault): string {
  const lasting = 'durationMs' in fault ? ` ${(fault.durationMs / 1000).toFixed(1)} s` : '';
  if (fault.kind === 'model') return `model ${fault.fault}${lasting}`;
  return 'target' in fault ? `${fault.kind} ${fault.target}${lasting}` : fault.kind;
}
