/** One goal for each way to end, or to stand still: what the golden files are made of. */
import type { Journal } from '../../journal/journal.ts';
import { PlayedGoal, START_MS } from './played-goal.ts';
import { at, audit, begin, changes, contract, firstTurns, green, reads, red } from './story-parts.ts';

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

async function completeWithAuditor(journal: Journal): Promise<PlayedGoal> {
  const verification = { ...contract.verification, auditor: {} };
  const played = await begin(journal, 'auditor', { verification });
  const claims = (accepted: boolean) => ({
    minutes: 6,
    during: () =>
      played.runChecks({
        purpose: 'audit',
        runs: [at(111.3), green],
        changes,
        audit: audit(accepted),
        ...(accepted ? {} : { refusedBy: 'the auditor refused it: R2 contradicted' }),
      }),
    words: accepted ? 'Done.' : 'The rounding has to go back.',
  });
  await played.playTurn(claims(false));
  await played.playTurn(claims(true));
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
  'complete-with-auditor': completeWithAuditor,
  'blocked-by-model': blockedByModel,
  'blocked-check-cannot-run': blockedByCheck,
  budgetLimited,
  usageLimited,
  paused,
  active,
  cleared,
};
