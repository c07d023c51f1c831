import { describe, expect, test } from '@jest/globals';
import { checkLine } from '../../workflows/check-line.ts';
import { currentDetails } from '../../workflows/current-details.ts';
import { nextView, threadView } from '../../workflows/thread-view.ts';
import { NO_USAGE } from '../../workflows/usage.ts';
import { outcomeWith } from '../support/sample-contract.ts';
import { goalWith, NOW_MS, stateWith } from '../support/thread-states.ts';

const IDLE = { phase: 'idle', next: { action: 'idle', reason: 'no goal is set' } } as const;

describe('threadView', () => {
  test('no goal → the thread alone', () => {
    expect(threadView(stateWith(null, { inputs: ['a', 'b'], turn: 3, seq: 9 }), IDLE)).toEqual({
      threadId: 'thr_1',
      tenantId: 'default',
      ...IDLE,
      goal: null,
      turn: 3,
      queuedInputs: 2,
      usage: NO_USAGE,
      seq: 9,
    });
  });

  test('goal → billed tokens, what is left of each limit, and what a caller may do', () => {
    const usage = { ...NO_USAGE, inputTokens: 900, cachedInputTokens: 400, outputTokens: 100, turns: 2 };
    const goal = goalWith({ usage, budget: { tokens: 500, turns: 5 } });
    expect(threadView(stateWith(goal), IDLE).goal).toEqual({
      ...goal,
      tokensUsed: 600,
      budgetLeft: { tokens: 0, turns: 3 },
      actions: ['pause', 'resume', 'clear'],
    });
    expect(threadView(stateWith(goalWith({ status: 'complete' })), IDLE).goal?.actions).toEqual(['clear']);
  });
});

describe('nextView', () => {
  test('wait → with its end; anything else → action and reason', () => {
    const wait = { action: 'wait', reason: 'back-off', untilMs: NOW_MS } as const;
    expect(nextView(wait)).toEqual({ action: 'wait', reason: 'back-off', atMs: NOW_MS });
    expect(nextView({ action: 'turn', kind: 'user', reason: 'a message' })).toEqual({
      action: 'turn',
      reason: 'a message',
    });
  });
});

describe('checkLine', () => {
  test.each<[Parameters<typeof outcomeWith>[0], string]>([
    [{}, 'tests (verification) passed: exit 0'],
    [{ role: 'constraint', metric: 0 }, 'tests (constraint) passed: exit 0, measured 0'],
    [
      { passed: false, metric: 135.2, reason: 'wanted p95_ms < 120' },
      'tests (verification) FAILED: exit 0, measured 135.2, wanted p95_ms < 120',
    ],
    [
      { passed: false, exitCode: null, reason: 'still running after 5 s' },
      'tests (verification) FAILED: did not run to its end, still running after 5 s',
    ],
  ])('%j → one line', (fields, line) => {
    expect(checkLine(outcomeWith(fields))).toBe(line);
  });
});

describe('currentDetails', () => {
  test('no goal → says so, and what is next', () => {
    expect(currentDetails(threadView(stateWith(null), IDLE))).toBe(
      '**No goal**\n\n**Next:** idle — no goal is set',
    );
  });

  test('goal in back-off → status, cost, objective, reason, when it goes on, and each check', () => {
    const goal = goalWith({
      budget: { tokens: 50_000 },
      usage: { ...NO_USAGE, inputTokens: 1_234 },
      checks: [outcomeWith(), outcomeWith({ name: 'p95', passed: false, exitCode: 1 })],
      refusedAudits: 2,
    });
    const next = { action: 'wait', reason: 'the model is away', atMs: NOW_MS } as const;
    expect(
      currentDetails(threadView(stateWith(goal, { turn: 12 }), { phase: 'waiting', next })).split('\n\n'),
    ).toEqual([
      '**active** · waiting · turn 12 · 1,234 of 50,000 tokens',
      '**Objective:** Make it fast',
      '**Why active:** set by the user',
      '**Next:** wait — the model is away (at 2026-11-23T03:00:00.000Z)',
      '**Checks** (latest result; claims refused so far: 2):',
      '- ✓ tests (verification) passed: exit 0\n- ✗ p95 (verification) FAILED: exit 1',
    ]);
  });

  test('goal without a budget that has not run → tokens alone, checks not run yet', () => {
    const text = currentDetails(threadView(stateWith(goalWith({ hasBaseline: false })), IDLE));
    expect(text).toContain(' · 0 tokens\n');
    expect(text).toContain('**Checks** (not run yet; claims refused so far: 0):');
  });
});
