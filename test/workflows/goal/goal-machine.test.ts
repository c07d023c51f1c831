import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import {
  type Actor,
  type GoalEventType,
  isFinished,
  mayBegin,
  transition,
} from '../../../workflows/goal/goal-machine.ts';

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
  'edit',
  'complete',
  'block',
  'limitUsage',
  'limitBudget',
];
const ACTORS: Actor[] = ['user', 'model', 'system'];

/**
 * Written by hand from the design's transition table, one line per status and event: the status that follows
 * for user, model, system; `-` is refused. Facts: budget left, claim proven.
 */
const EXPECTED = `
active        pause        paused         -             paused
active        resume       active         -             -
active        clear        cleared        -             -
active        edit         active         -             -
active        complete     -              complete      -
active        block        -              blocked       blocked
active        limitUsage   -              -             usageLimited
active        limitBudget  -              -             budgetLimited
paused        pause        paused         -             paused
paused        resume       active         -             -
paused        clear        cleared        -             -
paused        edit         paused         -             -
paused        complete     -              -             -
paused        block        -              -             -
paused        limitUsage   -              -             -
paused        limitBudget  -              -             -
blocked       pause        -              -             -
blocked       resume       active         -             -
blocked       clear        cleared        -             -
blocked       edit         blocked        -             -
blocked       complete     -              -             -
blocked       block        -              -             -
blocked       limitUsage   -              -             -
blocked       limitBudget  -              -             -
usageLimited  pause        paused         -             paused
usageLimited  resume       active         -             active
usageLimited  clear        cleared        -             -
usageLimited  edit         usageLimited   -             -
usageLimited  complete     -              -             -
usageLimited  block        -              -             -
usageLimited  limitUsage   -              -             -
usageLimited  limitBudget  -              -             -
budgetLimited pause        budgetLimited  -             budgetLimited
budgetLimited resume       active         -             -
budgetLimited clear        cleared        -             -
budgetLimited edit         budgetLimited  -             -
budgetLimited complete     -              complete      -
budgetLimited block        -              budgetLimited budgetLimited
budgetLimited limitUsage   -              -             -
budgetLimited limitBudget  -              -             -
complete      pause        -              -             -
complete      resume       -              -             -
complete      clear        cleared        -             -
complete      edit         -              -             -
complete      complete     -              -             -
complete      block        -              -             -
complete      limitUsage   -              -             -
complete      limitBudget  -              -             -
cleared       pause        -              -             -
cleared       resume       -              -             -
cleared       clear        -              -             -
cleared       edit         -              -             -
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

  test.each(rows)(
    'transition: %s × %s → user %s, model %s, system %s [C33 C34 C35 C36 C37 C44 C78 C83 C134]',
    (status, event, ...expected) => {
      const facts = { budgetExhausted: false, proven: true };
      const actual = ACTORS.map((actor) => {
        const next = transition(status, event, actor, facts);
        return next.ok ? next.status : '-';
      });
      expect(actual).toEqual(expected);
    },
  );

  test('complete: claim not proven → refused', () => {
    const facts = { budgetExhausted: false, proven: false };
    expect(transition('active', 'complete', 'model', facts)).toEqual({ ok: false, reason: 'notProven' });
  });

  test('resume: nothing left of the budget → refused [C31]', () => {
    const facts = { budgetExhausted: true, proven: false };
    expect(transition('budgetLimited', 'resume', 'user', facts)).toEqual({
      ok: false,
      reason: 'budgetExhausted',
    });
  });

  test('who may not is told so before what may not be', () => {
    const facts = { budgetExhausted: true, proven: false };
    const reason = (...[status, event, actor]: [GoalStatus, GoalEventType, Actor]) => {
      const next = transition(status, event, actor, facts);
      return next.ok ? next.status : next.reason;
    };
    expect(reason('complete', 'pause', 'model')).toBe('forbiddenActor');
    expect(reason('paused', 'resume', 'system')).toBe('forbiddenActor');
    expect(reason('complete', 'resume', 'user')).toBe('illegalTransition');
    expect(reason('paused', 'resume', 'user')).toBe('budgetExhausted');
    expect(reason('paused', 'complete', 'model')).toBe('illegalTransition');
  });

  test('any sequence of events → the model alone reaches only complete (proven) and blocked, and nothing leaves cleared [C44 C134]', () => {
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
            // The proof of a claim that was made in time still counts when the budget has been lowered since.
            expect({ status, ...facts, actor }).toMatchObject({
              status: expect.stringMatching(/^(active|budgetLimited)$/),
              ...{ proven: true, actor: 'model' },
            });
          if (next.status === 'active') expect(facts.budgetExhausted).toBe(false);
          expect(status).not.toBe('cleared');
          if (status === 'complete') expect(next.status).toBe('cleared');
          status = next.status;
        }
      }),
    );
  });

  test('isFinished: only complete and cleared [C5]', () => {
    expect(STATUSES.filter(isFinished)).toEqual(['complete', 'cleared']);
  });
});

/**
 * The table is written by hand: what stands on the thread, and whether user, user with `replace`, model,
 * model with `replace`, system may begin.
 */
const MAY_BEGIN = `
none          yes  yes  yes  yes  no
active        no   yes  no   no   no
paused        no   yes  no   no   no
blocked       no   yes  no   no   no
usageLimited  no   yes  no   no   no
budgetLimited no   yes  no   no   no
complete      yes  yes  yes  yes  no
cleared       yes  yes  yes  yes  no
`;

describe('mayBegin', () => {
  const beginnings = MAY_BEGIN.trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/) as [GoalStatus | 'none', ...string[]]);

  test('table: written by hand → names every status, and none', () => {
    expect(beginnings.map(([present]) => present)).toEqual(['none', ...STATUSES]);
  });

  test.each(beginnings)(
    '%s → user %s, to replace %s; model %s, to replace %s; system %s [C4 C5 C6 C118]',
    (present, ...expected) => {
      const asked: [Actor, boolean][] = [
        ['user', false],
        ['user', true],
        ['model', false],
        ['model', true],
        ['system', true],
      ];
      const actual = asked.map(([actor, replace]) =>
        mayBegin(present === 'none' ? undefined : present, actor, replace) ? 'yes' : 'no',
      );
      expect(actual).toEqual(expected);
    },
  );
});
