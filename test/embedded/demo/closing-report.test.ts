import { describe, expect, test } from '@jest/globals';
import { closingReport } from '../../../embedded/demo/closing-report.ts';
import type { ClaimReply, ShownGoal } from '../../../embedded/demo/replies.ts';

const ended = (fields: Partial<ShownGoal> = {}): ShownGoal => ({
  goalId: 'goal_1',
  status: 'complete',
  statusReason: 'all checks passed',
  phase: 'idle',
  next: { action: 'idle', reason: 'complete' },
  tokensUsed: 12_345,
  refusedAudits: 1,
  usage: {
    inputTokens: 20_000,
    cachedInputTokens: 8_000,
    outputTokens: 345,
    modelCalls: 7,
    toolCalls: 6,
    turns: 2,
  },
  checks: [
    { name: 'p95', role: 'verification', passed: true, exitCode: 0, metric: 118.4 },
    { name: 'lint', role: 'constraint', passed: true, exitCode: 0, metric: null },
  ],
  contract: {
    objective: 'Halve p95',
    verification: { checks: [{ name: 'p95', command: 'npm run bench' }] },
    constraints: { checks: [{ name: 'lint', command: 'npm run lint' }] },
  },
  ...fields,
});

const reportOf = (
  goal: ShownGoal,
  claims: readonly ClaimReply[] = [],
  temporalUiUrl = 'http://127.0.0.1:8233',
): string =>
  closingReport({
    ended: goal,
    claims,
    threadId: 'thr_1',
    restUrl: 'http://127.0.0.1:8800',
    temporalUiUrl,
    namespace: 'default',
  });

describe('closingReport', () => {
  test('complete → what was proven, by which command, at what cost, and where to look', () => {
    expect(reportOf(ended()).split('\n')).toEqual([
      'The goal is complete: all checks passed.',
      'Proven by the service, in its own sandbox:',
      '  ✓ p95: `npm run bench` exit 0, measured 118.4',
      '  ✓ lint: `npm run lint` exit 0',
      'Cost: 12,345 tokens (20,000 in, of which 8,000 cached; 345 out), 7 model calls, 6 tool calls, 2 turns; 1 claim of completion refused.',
      'Look next:',
      '  report       http://127.0.0.1:8800/v1/threads/thr_1/goal/report?format=html',
      '  REST         http://127.0.0.1:8800/v1/threads/thr_1/goal',
      '  record       http://127.0.0.1:8800/v1/threads/thr_1/items',
      '  Temporal UI  http://127.0.0.1:8233/namespaces/default/workflows/thr_1',
      '  `npm start` shows the same thread again later.',
    ]);
  });

  test('blocked → never the word proven, and the failing check is marked', () => {
    const checks = [{ name: 'p95', role: 'verification', passed: false, exitCode: 1 }];
    const text = reportOf(ended({ status: 'blocked', statusReason: 'no key', checks }));
    expect(text).toContain('Not proven. Last results of the checks:\n  ✗ p95: `npm run bench` exit 1\n');
    expect(text).not.toContain('Proven by');
  });

  test('a check that did not run to its end → said so', () => {
    const checks = [
      { name: 'p95', role: 'verification', passed: false, exitCode: null, reason: 'still running after 5 s' },
    ];
    expect(reportOf(ended({ status: 'blocked', checks }))).toContain(
      '✗ p95: `npm run bench` did not run to its end',
    );
  });

  test('claims → by what each is worth now; one that was recorded again is left out', () => {
    const text = reportOf(ended(), [
      { claim: 'It costs 1.7', standing: 'confirmed', supersededBy: 'call_2' },
      { claim: 'It costs\n1.69', standing: 'confirmed' },
      { claim: 'The replay', standing: 'blocked' },
    ]);
    expect(text.split('\n').slice(4, 7)).toEqual([
      'The ledger, by what the service found of the evidence:',
      '  confirmed    It costs 1.69',
      '  blocked      The replay',
    ]);
  });

  test('cluster of somebody else → no address of its UI', () => {
    const text = closingReport({
      ...{ ended: ended(), claims: [], threadId: 'thr_1', restUrl: 'http://h', namespace: 'default' },
      temporalUiUrl: undefined,
    });
    expect(text).not.toContain('Temporal UI');
  });
});
