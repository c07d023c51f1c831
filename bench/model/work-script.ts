/**
 * The bench's model at work: a command a turn, now and then a line of the experiment log, then a few words.
 * Pure.
 */
import { type Contract, DEFAULT_POLICY } from '../../workflows/contract/contract.ts';

export const BENCH_CONTRACT: Contract = {
  objective:
    'Bring the p95 latency of the search endpoint below 120 ms on the bundled load test, without changing what it returns.',
  verification: {
    checks: [
      {
        name: 'p95',
        command: 'npm run -s load-test',
        timeoutSeconds: 300,
        runs: 3,
        expect: { exitCode: 0, metric: { marker: 'p95_ms', op: '<', value: 120 } },
      },
    ],
    protectedPaths: ['load-test/**'],
  },
  constraints: { checks: [], text: ['no new dependency'] },
  boundaries: { text: ['only src/'] },
  budget: {},
  policy: DEFAULT_POLICY,
};

/** Every so many turns the model logs an experiment. */
const LOGS_EVERY_TURNS = 5;

export interface WorkCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What the model answers to its `index`th request: calls and words in turn. */
export function workReply(index: number): { readonly calls: readonly WorkCall[]; readonly message?: string } {
  const turn = Math.floor(index / 2) + 1;
  if (index % 2 === 1)
    return {
      calls: [],
      message: `Turn ${turn}: the load test ran again; index lookups are cheaper now. Next: the serialiser.`,
    };
  const command = {
    name: 'shell',
    arguments: { command: `npm run -s load-test -- --case ${turn}`, timeoutSeconds: null },
  };
  const log = {
    name: 'record_iteration',
    arguments: { changed: `case ${turn}`, observed: `p95 ${200 - (turn % 80)} ms`, next: 'the serialiser' },
  };
  return { calls: turn % LOGS_EVERY_TURNS === 0 ? [command, log] : [command] };
}
