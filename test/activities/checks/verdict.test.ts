import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Seen, verdictOf as verdictOfSeen, verdictText } from '../../../activities/checks/verdict.ts';
import { outcomeWith } from '../../support/sample-contract.ts';

const verdictOf = (
  outcomes: Seen['outcomes'],
  changedProtectedPaths: readonly string[],
  more: Partial<Seen> = {},
) => verdictOfSeen({ outcomes, changedProtectedPaths, ...more });

const PASSED = outcomeWith();
const FAILED = outcomeWith({ name: 'p95', passed: false, metric: 135.2, reason: 'wanted p95_ms < 120' });
const LINE = 'p95 (verification) FAILED: exit 0, measured 135.2, wanted p95_ms < 120';

describe('verdictOf', () => {
  test('every check passed, nothing sealed touched → proven', () => {
    expect(verdictOf([PASSED], [])).toEqual({ outcomes: [PASSED], changedProtectedPaths: [], proven: true });
  });

  test('one check failed → refused, with its line', () => {
    expect(verdictOf([PASSED, FAILED], [])).toMatchObject({ proven: false, reason: LINE });
  });

  test('protected path changed while all checks passed → refused, and that is the reason', () => {
    expect(verdictOf([PASSED], ['test/a.js'])).toMatchObject({
      proven: false,
      reason: 'protected paths were changed: test/a.js',
      changedProtectedPaths: ['test/a.js'],
    });
  });

  test('many protected paths changed → ten in the reason, twenty in the list', () => {
    const verdict = verdictOf(
      [PASSED],
      Array.from({ length: 200 }, (_, index) => `f${index}`),
    );
    expect(verdict.changedProtectedPaths).toHaveLength(20);
    expect(verdict.reason).toMatch(/f9$/);
  });

  test('no check at all, or constraints alone → not proven', () => {
    expect(verdictOf([], []).proven).toBe(false);
    expect(verdictOf([outcomeWith({ role: 'constraint' })], []).proven).toBe(false);
  });

  test('a check that cannot run → said so', () => {
    expect(verdictOf([FAILED], [], { cannotRun: 'p95: no such command' })).toMatchObject({
      cannotRun: 'p95: no such command',
    });
  });

  test('changed files read that are not the work → named; refused only when the contract says so', () => {
    const seen = { undeclaredReads: ['lib/helper.js'] };
    expect(verdictOf([PASSED], [], seen)).toMatchObject({ proven: true, undeclaredReads: ['lib/helper.js'] });
    expect(verdictOf([PASSED], [], { ...seen, refusesUndeclaredReads: true })).toMatchObject({
      proven: false,
      reason: 'checks read changed files that the contract does not declare as the work: lib/helper.js',
    });
  });

  test('a check that passes without the work, or a workspace that moved → refused', () => {
    expect(verdictOf([PASSED], [], { unproven: ['tests'] })).toMatchObject({
      proven: false,
      unproven: ['tests'],
      reason: expect.stringMatching(/^it proves nothing that tests passes now/),
    });
    expect(verdictOf([PASSED], [], { hasMoved: true })).toMatchObject({
      proven: false,
      reason: 'the workspace changed while the checks ran',
    });
  });

  test('paths of any length → a verdict that fits into Temporal history', () => {
    const paths = Array.from({ length: 100 }, (_, index) => `${index}/${'d'.repeat(4_000)}`);
    const verdict = verdictOf([PASSED], paths, { undeclaredReads: paths });
    expect(JSON.stringify(verdict).length).toBeLessThan(8_000);
  });

  test('any results → proven only when all passed, one of them verification, and nothing was changed', () => {
    const outcome = fc.record({
      role: fc.constantFrom('verification' as const, 'constraint' as const),
      passed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(outcome), fc.array(fc.string({ minLength: 1 })), (fields, changed) => {
        const verdict = verdictOf(fields.map(outcomeWith), changed);
        const isClean = changed.length === 0 && fields.every(({ passed }) => passed);
        expect(verdict.proven).toBe(isClean && fields.some(({ role }) => role === 'verification'));
        if (!verdict.proven && fields.some(({ role }) => role === 'verification'))
          expect(verdict.reason).toBeDefined();
      }),
    );
  });
});

describe('verdictText', () => {
  test('proven → says so, with each check', () => {
    const text = verdictText(verdictOf([PASSED], []));
    expect(text).toMatch(/all passed\. The goal is complete\.\ntests \(verification\) passed: exit 0$/);
  });

  test('refused → the reason, each check, each changed path, and that the goal goes on', () => {
    const lines = verdictText(verdictOf([PASSED, FAILED], ['test/a.js'])).split('\n');
    expect(lines[0]).toBe('Completion refused: protected paths were changed: test/a.js.');
    expect(lines).toContain(LINE);
    expect(lines).toContain('tests (verification) passed: exit 0');
    expect(lines).toContain('protected path changed: test/a.js (restore it; it may not differ)');
    expect(lines.at(-1)).toMatch(/^The goal stays active/);
  });

  test('nothing failed but nothing proves → says what is missing', () => {
    expect(verdictText(verdictOf([], []))).toContain('the contract has no check that proves it');
  });
});

describe('verdictText with output', () => {
  test('refused → the end of what the failing check printed, cut at a line, within 2,000 characters', () => {
    const outputTail = Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n');
    const text = verdictText(verdictOf([FAILED], []), [{ name: 'p95', outputTail }]);
    expect(text).toContain('Output of "p95" (its end):\nline ');
    expect(text).toContain('line 499');
    expect(text.length).toBeLessThan(2_600);
  });
});
