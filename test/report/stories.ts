/** One goal for each way to end, or to stand still: what the golden files are made of. */
import type { Journal } from '../../journal/journal.ts';
import { PlayedGoal, START_MS } from './played-goal.ts';
import { at, audit, begin, changes, contract, firstTurns, green, reads, red, work } from './story-parts.ts';

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
        claim: 'Most of the time goes into taxes',
        route: 'profiled one checkout',
        evidence: [
          {
            ref: { kind: 'item', seq: 15 },
            source: 'command',
            summary: 'shell node bench/profile.js: exit code 0',
          },
        ],
        status: 'refuted',
        uncertainty: '',
      });
      await played.claim({
        claim: 'Stock may be remembered between requests',
        route: 'tried it',
        evidence: [],
        status: 'withdrawn',
        uncertainty: 'The suite wants the stock of the moment.',
      });
      await played.claim({
        claim: 'The gain holds under production load',
        route: 'looked for recorded traffic',
        evidence: [],
        status: 'blocked',
        uncertainty: 'No recorded traffic is in the workspace.',
      });
      await played.runChecks({ purpose: 'audit', runs: [at(112.4), { ...green, reads }], changes, work });
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
        statusReason: 'the same obstacle in 3 turns: no recorded traffic',
        statusCause: { kind: 'blockedByModel', turns: 3 },
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
    budget: { tokens: 7_000, turns: 3, deadline: '2026-11-26T06:00:00.000Z' },
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
        statusCause: { kind: 'budgetReached' },
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
    statusCause: { kind: 'usageLimited' },
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
    statusCause: { kind: 'pausedByUser' },
  });
  const notes = { path: 'test/stock.test.js', change: 'added' as const, kind: 'test' as const };
  await played.look('rest', played.seq, { count: 5, files: [...changes.files, notes] }, work);
  return played;
}

async function blockedByRefusals(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'refusals', { policy: { ...contract.policy, maxRefusedAudits: 2 } });
  await firstTurns(played);
  await played.playTurn({
    minutes: 3,
    during: async () => {
      await played.runChecks({ purpose: 'audit', runs: [at(131.2), green], changes });
      await played.change('blocked', 'system', {
        status: 'blocked',
        statusReason:
          '2 claims of completion were refused; the last one: p95 (verification) FAILED: exit 0, measured 131.2, wanted p95_ms < 120',
        statusCause: { kind: 'claimsRefused', inRow: 2 },
      });
    },
    words: 'I had hoped for less.',
  });
  return played;
}

/** Files were written after the only look, which found none. */
async function running(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'running');
  await played.look('baseline', played.seq - 1, { count: 0, files: [] });
  await played.playTurn({ minutes: 4, toolCalls: 6, during: () => played.toolCall().then(() => undefined) });
  await played.playTurn({ minutes: 1, toolCalls: 2, isRunning: true });
  await played.edit({ budget: { ...contract.budget, tokens: 50_000 } });
  return played;
}

async function needsInput(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'input');
  await firstTurns(played);
  await played.playTurn({
    minutes: 2,
    during: () => played.ask('May stock be up to five seconds old?', ['yes', 'no']),
  });
  return played;
}

async function awaitsPerson(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'person');
  await firstTurns(played);
  await played.playTurn({
    minutes: 5,
    during: async () => {
      const awaits = { paths: ['test/checkout.test.js'] };
      await played.runChecks({ purpose: 'request', runs: [at(111.9), green], changes, awaitsPerson: awaits });
      await played.event({
        type: 'inputRequested',
        inputId: `claim_${played.seq}`,
        about: 'changedTests',
        checksSeq: played.seq,
        deadlineMs: played.nowMs + 86_400_000,
      });
    },
  });
  return played;
}

async function stalled(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'stalled', { policy: { ...contract.policy, twins: 'off' } });
  await firstTurns(played);
  await played.toolCall();
  await played.event({ type: 'goalStalled', reason: '5 automatic turns in a row without progress' });
  return played;
}

async function cleared(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'cleared');
  await firstTurns(played);
  await played.change('clear', 'user', {
    status: 'cleared',
    statusReason: 'cleared by the user',
    statusCause: { kind: 'clearedByUser' },
  });
  return played;
}

async function replaced(journal: Journal): Promise<PlayedGoal> {
  const played = await begin(journal, 'replaced');
  await firstTurns(played);
  await played.change('replaced', 'user', {
    status: 'cleared',
    statusReason: 'replaced by a new goal',
    statusCause: { kind: 'replaced' },
  });
  const ids = { threadId: played.threadId, goalId: 'goal_next', after: played };
  await PlayedGoal.set(journal, { ...contract, objective: 'Another one' }, ids);
  return played;
}

/** Stories stand by the name of the golden file. */
export const STORIES: Readonly<Record<string, (journal: Journal) => Promise<PlayedGoal>>> = {
  complete,
  'complete-with-auditor': completeWithAuditor,
  'blocked-by-model': blockedByModel,
  'blocked-check-cannot-run': blockedByCheck,
  'blocked-refused-claims': blockedByRefusals,
  budgetLimited,
  usageLimited,
  paused,
  running,
  'needs-input': needsInput,
  'awaits-person': awaitsPerson,
  stalled,
  cleared,
  replaced,
};
