/** What the stories share: a contract, results of its checks, and the first turns. */
import type { Journal } from '../../journal/journal.ts';
import { type Contract, DEFAULT_POLICY } from '../../workflows/contract/contract.ts';
import type { WorkspaceChanges } from '../../workflows/evidence/workspace-changes.ts';
import { PlayedGoal } from './played-goal.ts';
import type { PlayedRun } from './played-steps.ts';

export const contract: Contract = {
  objective:
    'Bring the p95 latency of the checkout below 120 ms, with the correctness suite green\n\nMeasured by the benchmark in bench/.',
  verification: {
    checks: [
      {
        name: 'p95',
        command: 'npm run --silent benchmark',
        timeoutSeconds: 120,
        runs: 1,
        expect: { exitCode: 0, metric: { marker: 'p95_ms', op: '<', value: 120 } },
      },
    ],
    protectedPaths: ['bench/**', 'test/**', 'package.json'],
  },
  constraints: {
    checks: [
      {
        name: 'correctness',
        command: 'node --test test/',
        timeoutSeconds: 60,
        runs: 1,
        expect: { exitCode: 0 },
      },
    ],
    text: ['Prices and taxes stay as they are.'],
  },
  boundaries: { text: ['No new dependency.'], writePaths: ['src/**'] },
  iterationPolicy: 'One change at a time; measure after each.',
  budget: { tokens: 40_000, turns: 12, costUsd: 2 },
  policy: DEFAULT_POLICY,
};

export const changes: WorkspaceChanges = {
  count: 4,
  files: [
    { path: '.npmrc', change: 'added', kind: 'configuration' },
    { path: 'notes.md', change: 'added', kind: 'other' },
    { path: 'src/checkout.js', change: 'modified', kind: 'declared' },
    { path: 'src/stock.js', change: 'modified', kind: 'declared' },
  ],
};

export const work = {
  patch: {
    text: [
      '--- a/src/checkout.js',
      '+++ b/src/checkout.js',
      '@@ -4,3 +4,3 @@',
      ' for (const line of order.lines) {',
      '-  await stockOf(line.sku);',
      '+  await stockOf(skus);',
      ' }',
      '',
    ].join('\n'),
    cutFiles: [],
    leftOutFiles: 0,
  },
  artifacts: [
    {
      path: 'src/checkout.js',
      sizeBytes: 96,
      sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
      excerpt: 'export async function checkout(order) {\n  const skus = order.lines.map(skuOf);\n',
      isCut: true,
    },
  ],
};

export const reads = {
  known: true as const,
  count: 14,
  files: ['bench/checkout-benchmark.js', 'src/checkout.js', '.npmrc'],
  changed: ['.npmrc', 'src/checkout.js'],
  undeclared: ['.npmrc'],
  unprotected: ['.npmrc'],
};

export const slow = {
  name: 'p95',
  passed: false,
  exitCode: 0,
  metric: 180.2,
  reason: 'wanted p95_ms < 120',
  output: 'p95_ms: 180.2\n',
};
export const green = { name: 'correctness', passed: true };
export const red = {
  name: 'correctness',
  passed: false,
  exitCode: 1,
  output: 'not ok 3 - stock is asked at the time of payment\n',
};
export const at = (metric: number): PlayedRun => ({
  name: 'p95',
  passed: metric < 120,
  exitCode: 0,
  metric,
  output: `p95_ms: ${metric}
`,
  reads,
  ...(metric < 120 ? {} : { reason: 'wanted p95_ms < 120' }),
});

export const begin = async (
  journal: Journal,
  name: string,
  fields: Partial<Contract> = {},
): Promise<PlayedGoal> => {
  const ids = { threadId: `thr_${name}`, goalId: `goal_${name}` };
  const played = await PlayedGoal.set(journal, { ...contract, ...fields }, ids);
  played.pass(0.2);
  await played.runChecks({ purpose: 'baseline', runs: [slow, green] });
  return played;
};

/** The first turns of every story: one change, and a claim that is refused. */
export async function firstTurns(played: PlayedGoal): Promise<void> {
  await played.playTurn({ minutes: 4, toolCalls: 6, words: 'Batched the lookups of one line.' });
  await played.playTurn({
    minutes: 7,
    toolCalls: 5,
    during: async () => {
      await played.iteration(
        'lookups of a line run together',
        'p95 134.8 ms, suite green',
        'batch over lines',
      );
      await played.runChecks({ purpose: 'audit', runs: [at(134.8), green], changes });
      await played.claim({
        claim: 'Lookups of one order line run together',
        route: 'read src/checkout.js and measured before and after',
        evidence: [
          {
            ref: { kind: 'file', path: 'src/checkout.js' },
            source: 'file',
            summary: 'src/checkout.js as it was then',
            digest: 'd1',
          },
        ],
        status: 'confirmed',
        uncertainty: '',
      });
    },
    words: 'Not there yet: 134.8 ms. Next I batch over all lines.',
  });
}

const requirement = (id: string, text: string, verdict: string, reason: string) => ({
  id,
  kind: 'constraint',
  text,
  verdict,
  evidence: 'the diff of src/checkout.js',
  reason,
});
export const audit = (accepted: boolean) => ({
  model: 'second-model',
  accepted,
  summary: accepted
    ? 'Every requirement is shown by a run or by the diff.'
    : 'A price is rounded differently now.',
  requirements: [
    requirement(
      'R1',
      'Bring the p95 latency of the checkout below 120 ms',
      'proven',
      'the check measured it',
    ),
    accepted
      ? requirement('R2', 'Prices and taxes stay as they are.', 'proven', 'rounding is as it was')
      : requirement(
          'R2',
          'Prices and taxes stay as they are.',
          'contradicted',
          'taxes are rounded per line now',
        ),
  ],
});
