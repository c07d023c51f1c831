import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GoalStatus } from '../../workflows/goal.ts';
import {
  type Actor,
  type GoalEventType,
  isFinished,
  transition,
  userActions,
} from '../../workflows/goal-machine.ts';

const STATUSES: GoalStatus[] = [
  'active',
  'paused',
  'blocked',
  'usageLimited',
  'budgetLimited',
  'complete',
  'cleared',
];
const EVENTS: GoalEventType[] = [
  'pause',
  'resume',
  'clear',
  'complete',
  'block',
  'limitUsage',
  'limitBudget',
];
const ACTORS: Actor[] = ['user', 'model', 'system'];

/**
 * Written by hand from the design's transition table, one line per status and event: the status that follows for
 * user, model, system; `-` is refused. Facts: budget left, claim proven.
 */
const EXPECTED = `
active        pause        paused         -             paused
active        resume       active         -             -
active        clear        cleared        -             -
active        complete     -              complete      -
active        block        -              blocked       blocked
active        limitUsage   -              -             usageLimited
active        limitBudget  -              -             budgetLimited
paused        pause        paused         -             paused
paused        resume       active         -             -
paused        clear        cleared        -             -
paused        complete     -              -             -
paused        block        -              -             -
paused        limitUsage   -              -             -
paused        limitBudget  -              -             budgetLimited
blocked       pause        -              -             -
blocked       resume       active         -             -
blocked       clear        cleared        -             -
blocked       complete     -              -             -
blocked       block        -              -             -
blocked       limitUsage   -              -             -
blocked       limitBudget  -              -             budgetLimited
usageLimited  pause        -              -             -
usageLimited  resume       active         -             active
usageLimited  clear        cleared        -             -
usageLimited  complete     -              -             -
usageLimited  block        -              -             -
usageLimited  limitUsage   -              -             -
usageLimited  limitBudget  -              -             budgetLimited
budgetLimited pause        budgetLimited  -             budgetLimited
budgetLimited resume       active         -             -
budgetLimited clear        cleared        -             -
budgetLimited complete     -              -             -
budgetLimited block        -              budgetLimited budgetLimited
budgetLimited limitUsage   -              -             -
budgetLimited limitBudget  -              -             -
complete      pause        -              -             -
complete      resume       -              -             -
complete      clear        cleared        -             -
complete      complete     -              -             -
complete      block        -              -             -
complete      limitUsage   -              -             -
complete      limitBudget  -              -             -
cleared       pause        -              -             -
cleared       resume       -              -             -
cleared       clear        -              -             -
cleared       complete     -              -             -
cleared       block        -              -             -
cleared       limitUsage   -              -             -
cleared       limitBudget  -              -             -
`;

const rows = EXPECTED.trim()
  .split('\n')
  .map((row) => row.trim().split(/\s+/) as [GoalStatus, GoalEventType, string, string, string]);

describe('goal machine', () => {
  test('table: written by hand → names every status × event once', () => {
    expect(new Set(rows.map(([status, event]) => `${status} ${event}`)).size).toBe(
      STATUSES.length * EVENTS.length,
    );
  });

  test.each(rows)('transition: %s × %s → user %s, model %s, system %s', (status, event, ...expected) => {
    const facts = { budgetExhausted: false, proven: true };
    const actual = ACTORS.map((actor) => {
      const next = transition(status, event, actor, facts);
      return next.ok ? next.status : '-';
    });
    expect(actual).toEqual(expected);
  });

  test('complete: claim not proven → refused', () => {
    const facts = { budgetExhausted: false, proven: false };
    expect(transition('active', 'complete', 'model', facts)).toEqual({ ok: false, reason: 'notProven' });
  });

  test('resume: nothing left of the budget → refused', () => {
    const facts = { budgetExhausted: true, proven: false };
    expect(transition('budgetLimited', 'resume', 'user', facts)).toEqual({
      ok: false,
      reason: 'budgetExhausted',
    });
  });

  test('any sequence of events → the model alone reaches only complete (proven) and blocked, and nothing leaves cleared', () => {
    const step = fc.record({
      event: fc.constantFrom(...EVENTS),
      actor: fc.constantFrom(...ACTORS),
      proven: fc.boolean(),
      budgetExhausted: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.constantFrom(...STATUSES), fc.array(step, { maxLength: 30 }), (start, steps) => {
        let status = start;
        for (const { event, actor, ...facts } of steps) {
          const next = transition(status, event, actor, facts);
          if (!next.ok || next.status === status) continue;
          if (actor === 'model') expect(['complete', 'blocked']).toContain(next.status);
          if (next.status === 'complete')
            expect([status, facts.proven, actor]).toEqual(['active', true, 'model']);
          if (next.status === 'active') expect(facts.budgetExhausted).toBe(false);
          expect(status).not.toBe('cleared');
          if (status === 'complete') expect(next.status).toBe('cleared');
          status = next.status;
        }
      }),
    );
  });

  test('userActions: budgetLimited goal → what the table allows a user', () => {
    expect(userActions('budgetLimited').sort()).toEqual(['clear', 'pause', 'resume']);
    expect(userActions('complete')).toEqual(['clear']);
  });

  test('isFinished: only complete and cleared', () => {
    expect(STATUSES.filter(isFinished)).toEqual(['complete', 'cleared']);
  });
});
