/** One goal for each way to end, or to stand still: what the golden files are made of. */
import type { Journal } from '../../journal/journal.ts';
import { type Contract, DEFAULT_POLICY } from '../../workflows/contract.ts';
import type { WorkspaceChanges } from '../../workflows/workspace-changes.ts';
import { PlayedGoal, type PlayedRun, START_MS } from './played-goal.ts';

const contract: Contract = {
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

const changes: WorkspaceChanges = {
  count: 4,
  files: [
    { path: '.npmrc', change: 'added', kind: 'configuration' },
    { path: 'notes.md', change: 'added', kind: 'other' },
    { path: 'src/checkout.js', change: 'modified', kind: 'declared' },
    { path: 'src/stock.js', change: 'modified', kind: 'declared' },
  ],
};

const reads = {
  known: true as const,
  count: 14,
  files: ['bench/checkout-benchmark.js', 'src/checkout.js', '.npmrc'],
  changed: ['.npmrc', 'src/checkout.js'],
  undeclared: ['.npmrc'],
  unprotected: ['.npmrc'],
};

const slow = {
  name: 'p95',
  passed: false,
  exitCode: 0,
  metric: 180.2,
  reason: 'wanted p95_ms < 120',
  output: 'p95_ms: 180.2\n',
};
const green = { name: 'correctness', passed: true };
const red = {
  name: 'correctness',
  passed: false,
  exitCode: 1,
  output: 'not ok 3 - stock is asked at the time of payment\n',
};
const at = (metric: number): PlayedRun => ({
  name: 'p95',
  passed: metric < 120,
  exitCode: 0,
  metric,
  output: `p95_ms: ${metric}
`,
  reads,
  ...(metric < 120 ? {} : { reason: 'wanted p95_ms < 120' }),
});

const begin = async (journal: Journal, name: string, fields: Partial<Contract> = {}): Promise<PlayedGoal> => {
  const ids = { threadId: `thr_${name}`, goalId: `goal_${name}` };
  const played = await PlayedGoal.set(journal, { ...contract, ...fields }, ids);
  played.pass(0.2);
  await played.runChecks({ purpose: 'baseline', runs: [slow, green] });
  return played;
};

/** The first turns of every story: one change, and a claim that is refused. */
async function firstTurns(played: PlayedGoal): Promise<void> {
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

async function complete(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'complete');
  await firstTurns(played);
  await played.edit({
    budget: { ...contract.budget, tokens: 60_000 },
    boundaries: { ...contract.boundaries, text: [] },
  });
  await played.playTurn({
    minutes: 9,
    toolCalls: 7,
    during: async () => {
      await played.iteration(
        'stock remembered between requests',
        'p95 96.1 ms, suite red: stale stock',
        'ask at payment',
      );
      await played.runChecks({ purpose: 'audit', runs: [at(96.1), red], changes });
    },
    words: 'Fast enough, but the suite is red.',
  });
  await played.playTurn({
    minutes: 11,
    toolCalls: 8,
    during: async () => {
      await played.iteration(
        'stock of the moment, in one batch',
        'p95 112.4 ms, suite green',
        'claim completion',
      );
      await played.claim({
        claim: 'p95 is below 120 ms',
        route: 'the benchmark of the contract',
        evidence: [
          {
            ref: { kind: 'check', name: 'p95' },
            source: 'service',
            summary: 'p95 (verification) passed: exit 0, measured 112.4',
            seq: played.seq,
          },
          {
            ref: { kind: 'item', seq: 12 },
            source: 'command',
            summary: 'shell npm run benchmark: exit code 0',
          },
        ],
        status: 'confirmed',
        uncertainty: 'Measured with the seeded load of bench/ only.',
      });
      await played.claim(
        {
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
        },
        ['src/checkout.js has changed since this was recorded'],
      );
      await played.claim({
        claim: 'About a third of the gain comes from remembered tax tables',
        route: 'measured with and without, twice each',
        evidence: [
          {
            ref: { kind: 'item', seq: 15 },
            source: 'command',
            summary: 'shell node bench/profile.js: exit code 0',
          },
        ],
        status: 'approximate',
        uncertainty: 'Two runs; the spread is 4 ms.',
      });
      await played.claim({
        claim: 'The gain holds under production load',
        route: 'looked for recorded traffic',
        evidence: [],
        status: 'blocked',
        uncertainty: 'No recorded traffic is in the workspace.',
      });
      await played.runChecks({ purpose: 'audit', runs: [at(112.4), { ...green, reads }], changes });
    },
    words:
      'Done. p95 went from 180.2 ms to 112.4 ms; the suite is green.\n\nThe stock is asked once for the whole order.',
  });
  return played;
}

async function blockedByModel(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'blocked');
  await firstTurns(played);
  await played.playTurn({
    minutes: 3,
    during: async () => {
      const blockedSeq = await played.item('toolResult', {
        name: 'update_goal',
        ok: true,
        output: 'The goal is blocked.',
        blocker: {
          name: 'no recorded traffic',
          needed: 'A recording of one hour of checkout traffic in bench/traffic.jsonl',
          attempted: 'Looked in bench/ and data/; generated traffic does not show the slow path.',
        },
      });
      await played.change('blocked', 'model', {
        status: 'blocked',
        statusReason: 'blocked in 3 turns by: no recorded traffic',
        blockedSeq,
      });
    },
    words: 'Blocked: without recorded traffic I cannot tell which lookups are slow.',
  });
  return played;
}

async function blockedByCheck(journal: Journal): Promise<PlayedGoal> {
  const ids = { threadId: 'thr_cannot_run', goalId: 'goal_cannot_run' };
  const played = await PlayedGoal.set(journal, contract, ids);
  played.pass(0.1);
  const reason = 'npm: not found (exit 127)';
  await played.runChecks({
    purpose: 'baseline',
    runs: [{ name: 'p95', passed: false, exitCode: 127, reason, output: 'sh: 1: npm: not found\n' }, green],
    cannotRun: `p95: ${reason}`,
  });
  return played;
}

async function budgetLimited(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'budget', {
    budget: { tokens: 7_000, deadline: '2026-11-26T06:00:00.000Z' },
  });
  await firstTurns(played);
  const { usage } = played.goal;
  await played.playTurn({
    minutes: 1,
    toolCalls: 1,
    failure: 'the model answered 529 three times',
    during: () =>
      played.change('budgetReached', 'system', {
        status: 'budgetLimited',
        statusReason: `budget reached, tokens: ${usage.inputTokens} of 7,000`,
      }),
  });
  await played.playTurn({
    kind: 'wrapUp',
    minutes: 0.5,
    toolCalls: 0,
    words:
      'Done: lookups of a line run together (134.8 ms).\nRemains: 15 ms.\nNext: batch the lookups over all lines of an order.',
  });
  return played;
}

async function usageLimited(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'usage');
  await firstTurns(played);
  await played.change('usageLimited', 'system', {
    status: 'usageLimited',
    statusReason: 'the provider refuses service: usage limit reached',
    resumeAtMs: START_MS + 5 * 3_600_000,
  });
  return played;
}

async function paused(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'paused');
  await firstTurns(played);
  await played.change('pause', 'user', {
    status: 'paused',
    statusReason: 'the build machine is needed until noon',
  });
  return played;
}

async function active(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'active');
  await firstTurns(played);
  await played.event({ type: 'goalStalled', reason: '5 automatic turns in a row without progress' });
  return played;
}

async function cleared(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'cleared');
  await firstTurns(played);
  await played.change('replaced', 'user', { status: 'cleared', statusReason: 'replaced by a new goal' });
  const ids = { threadId: played.threadId, goalId: 'goal_next', after: played };
  await PlayedGoal.set(journal, { ...contract, objective: 'Another one' }, ids);
  return played;
}

/** By the name of the golden file. */
export const STORIES: Readonly<Record<string, (journal: Journal) => Promise<PlayedGoal>>> = {
  complete,
  'blocked-by-model': blockedByModel,
  'blocked-check-cannot-run': blockedByCheck,
  budgetLimited,
  usageLimited,
  paused,
  active,
  cleared,
};
