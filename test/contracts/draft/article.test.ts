/** The examples of the article on Goals, each with what the article itself says of it. */
import { describe, expect, test } from '@jest/globals';
import type { Code } from '../../../contracts/draft/codes.ts';
import type { PartName } from '../../../contracts/draft/draft.ts';
import { draftGoal } from '../../../contracts/draft/draft-goal.ts';
import { codesOf } from './codes-of.ts';

/** Whatever else is weak about it, it is not this. */
const SCOPE: readonly Code[] = [
  'noFinishLine',
  'noVerification',
  'tooNarrow',
  'tooBroad',
  'severalGoals',
  'researchWithoutEvidenceStandard',
  'taskTooSmall',
];

const FULL_CONTRACT =
  '/goal Reduce p95 checkout latency below 120 ms, verified by the checkout benchmark, while keeping the correctness suite green. Use only the checkout service, benchmark fixtures, and related tests. Between iterations, record what changed, what the benchmark showed, and the next best experiment to try. If the benchmark cannot run or no valid paths remain, stop with the attempted paths, the evidence gathered, the blocker, and the next input needed.';

const THREE: readonly PartName[] = ['outcome', 'verification', 'constraints'];

/** Strong or workable, with the parts that the article says it has. */
const STRONG: readonly (readonly [string, readonly PartName[]])[] = [
  ['/goal Reduce p95 latency below 120 ms without regressing correctness tests', ['outcome', 'constraints']],
  [
    '/goal Reduce p95 checkout latency below 120 ms without regressing correctness tests',
    ['outcome', 'constraints'],
  ],
  [
    '/goal Reduce p95 checkout latency below 120 ms on the checkout benchmark while keeping the correctness suite green',
    THREE,
  ],
  [
    '/goal Reduce p95 latency below 120 ms on the checkout benchmark while keeping the correctness test suite green',
    THREE,
  ],
  [FULL_CONTRACT, [...THREE, 'boundaries', 'iterationPolicy', 'blockedStop']],
  [
    '/goal Produce the strongest evidence-backed reproduction of the paper using the available materials and local resources. Attempt the headline results where feasible, verify outputs where possible, and end with a report that separates confirmed findings, approximate reconstructions, blocked claims, and remaining uncertainty.',
    ['outcome', 'verification', 'boundaries', 'blockedStop'],
  ],
  [
    '/goal Produce the strongest evidence-backed reproduction of Buehler et al., "Deep Hedging," using the available paper materials and local resources. Attempt every headline result, verify the outputs, and end with a report that separates reproduced mechanics, approximate trained results, blocked exact replay, and remaining uncertainty.',
    ['outcome', 'verification', 'boundaries', 'blockedStop'],
  ],
  ['Make the checkout test suite pass on the current branch without changing public API behavior', THREE],
  [
    '/goal Produce a docs page for Goals that explains the lifecycle, command surface, and two examples. Verify that the page builds locally and that all referenced commands match the current CLI behavior.',
    ['outcome', 'verification'],
  ],
];

/** Weak, with what the article has against it. */
const WEAK: readonly (readonly [string, readonly Code[]])[] = [
  ['/goal Improve performance', ['noFinishLine', 'noVerification', 'noConstraints']],
  ['/goal Write docs for this feature', ['noVerification']],
  ['/goal Reproduce Buehler et al., "Deep Hedging"', ['researchWithoutEvidenceStandard', 'noVerification']],
  ['Fix the failing checkout test', ['tooNarrow']],
  ['Improve the whole system', ['tooBroad', 'noVerification']],
  ['Make this better', ['noFinishLine', 'noVerification']],
  ['Refactor this code', ['noFinishLine', 'noVerification', 'noConstraints']],
  // "one-line edit, a simple explanation, a short code review, or a question where you want one answer"
  ['Fix the typo in the README', ['taskTooSmall']],
  ['Explain this function', ['taskTooSmall']],
  ['Review this patch', ['taskTooSmall']],
  ['Which port does the server listen on?', ['taskTooSmall']],
  // What a person says turn after turn, which a goal is there to replace.
  ['Keep going.', ['noFinishLine', 'noVerification']],
  ['Try the next likely fix.', ['noFinishLine', 'noVerification']],
  ['Run the benchmark again.', ['taskTooSmall', 'noVerification']],
  ['Now check the tests.', ['taskTooSmall', 'noVerification']],
  ['Continue until this is actually done.', ['noFinishLine', 'noVerification']],
  // The pattern itself.
  [
    '/goal <desired end state> verified by <specific evidence> while preserving <constraints>. Use <allowed inputs, tools, or boundaries>. Between iterations, <how Codex should choose the next best action>. If blocked or no valid paths remain, <what Codex should report and what would unlock progress>.',
    ['placeholderLeft', 'noVerification', 'noConstraints', 'noBlockedStop'],
  ],
];

describe('the article', () => {
  test.each(STRONG)(
    'strong: %s → no error, nothing against its scope, the parts that it has',
    (text, given) => {
      expect(codesOf({ text }, 'error')).toEqual([]);
      expect(codesOf({ text }).filter((code) => SCOPE.includes(code))).toEqual([]);
      const { parts } = draftGoal({ text });
      for (const name of given) expect([name, parts[name].status]).toEqual([name, 'given']);
    },
  );

  test.each(WEAK)('weak: %s → what the article has against it', (text, expected) => {
    expect(codesOf({ text })).toEqual(expect.arrayContaining([...expected]));
  });

  test('the fuller operating contract → nothing missing but commands and a budget', () => {
    expect(codesOf({ text: FULL_CONTRACT }, 'error', 'warning', 'note')).toEqual(['noBudget', 'noCheck']);
    expect(draftGoal({ text: FULL_CONTRACT })).toMatchObject({
      goal: FULL_CONTRACT,
      parts: {
        outcome: { text: 'Reduce p95 checkout latency below 120 ms' },
        verification: { text: 'verified by the checkout benchmark' },
        constraints: { text: 'while keeping the correctness suite green' },
      },
    });
  });

  test('the thin but workable one → thin in what the fuller one adds', () => {
    expect(codesOf({ text: STRONG[1]?.[0] ?? '' }, 'error', 'warning', 'note')).toEqual([
      'noBlockedStop',
      'noBoundaries',
      'noBudget',
      'noCheck',
      'noIterationPolicy',
    ]);
  });

  test('plain words to be made a goal of → drafted, and asked for what they do not say', () => {
    const { goal, parts, contract } = draftGoal({
      text: 'Help me turn this into a strong `/goal`: I want Codex to keep working on this flaky checkout test until we either fix it with evidence or can clearly explain what is blocking progress.',
    });
    expect(contract.objective).toBe(
      'keep working on this flaky checkout test until we either fix it with evidence or can clearly explain what is blocking progress.',
    );
    expect(goal).toMatch(
      /^\/goal keep working .* progress, verified by <specific evidence>, while preserving <constraints>\. Use </,
    );
    expect(parts).toMatchObject({
      outcome: { status: 'given' },
      verification: { status: 'missing', ask: 'Which test, benchmark, report or command output proves it?' },
      blockedStop: { status: 'given' },
    });
  });

  test.each([
    ['the benchmark may be flaky', 'Reduce p95 below 120 ms on the checkout benchmark, which may be flaky'],
    ['the data may be unavailable', 'Reproduce Table 2 of the paper; the data may be unavailable'],
    ['a proxy may be needed', 'Estimate the churn within 5 % from proxy data'],
  ])('uncertainty that is hidden (%s) → noted until it is said how to handle it', (_, text) => {
    expect(codesOf({ text }, 'note')).toContain('hiddenUncertainty');
    expect(codesOf({ text: `${text}. Label proxy evidence as such.` }, 'note')).not.toContain(
      'hiddenUncertainty',
    );
  });
});
