import { describe, expect, test } from '@jest/globals';
import type { Goal } from '../../../workflows/goal/goal.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { currentDetails } from '../../../workflows/view/current-details.ts';
import { type LoopPhase, threadView } from '../../../workflows/view/thread-view.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';
import { goalWith, NOW_MS, stateWith, usageWith } from '../../support/workflow/thread-states.ts';

const IDLE: LoopPhase = { phase: 'idle', next: { action: 'idle', reason: 'no goal is set' } };
const details = (goal: Goal | null, fields: Partial<ThreadState> = {}, doing = IDLE) =>
  currentDetails(threadView(stateWith(goal, fields), doing, NOW_MS));

describe('currentDetails', () => {
  test('no goal → says so, and what is next', () => {
    expect(details(null)).toBe('**No goal**\n\n**Next:** idle — no goal is set');
  });

  test('messages wait → how many', () => {
    const inputs = [{ inputId: 'a' }, { inputId: 'b' }];
    for (const goal of [null, goalWith()])
      expect(details(goal, { inputs })).toContain('\n\n**Messages waiting for their turn:** 2');
  });

  test('goal in back-off → status, objective, reason, when it goes on, what is used, and each check', () => {
    const goal = goalWith({
      revision: 2,
      budget: { tokens: 50_000 },
      usage: usageWith({ inputTokens: 1_234, turns: 3, toolCalls: 12, costUsd: 0.42, activeMs: 309_600 }),
      checks: [outcomeWith(), outcomeWith({ name: 'p95', passed: false, exitCode: 1 })],
      refusedAudits: 2,
    });
    const next = { action: 'wait', reason: 'the model is away', atMs: NOW_MS } as const;
    expect(details(goal, { turn: 12 }, { phase: 'waiting', next }).split('\n\n')).toEqual([
      '**active** · waiting · turn 12 · revision 2',
      '**Objective:** Make it fast',
      '**Why active:** set by the user',
      '**Next:** wait — the model is away (at 2026-11-23T03:00:00.000Z)',
      '**Used:** 1,234 of 50,000 tokens, 3 turns, 12 tool calls, 0.42 USD, 310 s active',
      '**Checks** (latest result; claims refused so far: 2):',
      '- ✓ tests (verification) passed: exit 0\n- ✗ p95 (verification) FAILED: exit 1',
    ]);
  });

  test('every dimension limited → each with its limit, and the deadline', () => {
    const deadline = '2026-11-24T00:00:00Z';
    const budget = { tokens: 10, turns: 2, toolCalls: 30, costUsd: 1.5, timeSeconds: 3_600, deadline };
    expect(details(goalWith({ budget }))).toContain(
      '**Used:** 0 of 10 tokens, 0 of 2 turns, 0 of 30 tool calls, 0 of 1.5 USD, 0 of 3,600 s active, ' +
        `deadline ${deadline}`,
    );
  });

  test('goal that has not run → checks not run yet', () => {
    expect(details(goalWith({ hasBaseline: false }))).toContain(
      '**Checks** (not run yet; claims refused so far: 0):',
    );
  });

  test('texts that are Markdown → shown as written', () => {
    const goal = goalWith({ title: '![x](http://h/p.png)', statusReason: '# Approved' });
    const text = details(goal, {}, { phase: 'idle', next: { action: 'idle', reason: '<b>' } });
    expect(text).toContain('\\!\\[x\\](http://h/p.png)');
    expect(text).toContain('**Why active:** \\# Approved');
    expect(text).toContain('idle — \\<b\\>');
  });
});
