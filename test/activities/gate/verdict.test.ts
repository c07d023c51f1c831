import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Seen, verdictOf as verdictOfSeen } from '../../../activities/gate/verdict.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';

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

  test.each([
    ['sealed', /while "tests" ran, protected files were changed in its copy: test\/a\.out/],
    ['planted', /made what is protected and was not there: test\/a\.out/],
    ['undeclared', /neither protected nor declared as the work: test\/a\.out; .*boundaries\.writePaths/],
    ['unknown', /what "tests" read and changed cannot be known: test\/a\.out/],
  ] as const)('a run left traces (%s) → refused by name', (what, reason) => {
    const verdict = verdictOf([PASSED], [], { traces: [{ check: 'tests', what, paths: ['test/a.out'] }] });
    expect(verdict).toMatchObject({ proven: false, reason: expect.stringMatching(reason) });
  });

  test('a check that cannot fail, or whose twins are recognised → refused; one survivor → not', () => {
    const twin = { check: 'tests', standing: 'canFail' as const, tried: 6, survived: 1 };
    expect(verdictOf([PASSED], [], { twins: [twin] })).toMatchObject({ proven: true, twins: [twin] });
    expect(
      verdictOf([PASSED], [], { twins: [{ ...twin, standing: 'cannotFail', survived: 6 }] }).reason,
    ).toMatch(/"tests" cannot fail on this work: it passes whatever is expected/);
    expect(verdictOf([PASSED], [], { twins: [{ ...twin, standing: 'recognised' }] }).reason).toMatch(
      /the work recognises the files/,
    );
  });

  test('not shown to be able to fail → refused only where the contract requires it', () => {
    const twins = [
      { check: 'tests', standing: 'notShown' as const, tried: 0, survived: 0, reason: 'no runner is known' },
    ];
    expect(verdictOf([PASSED], [], { twins }).proven).toBe(true);
    expect(verdictOf([PASSED], [], { twins, requiresTwins: true })).toMatchObject({
      proven: false,
      reason: expect.stringMatching(/"tests" was not shown to be able to fail.*no runner is known/),
    });
  });

  test('refused by twins → says by those of which check; refused by something else, or by none → does not', () => {
    const twin = { check: 'tests', standing: 'cannotFail' as const, tried: 6, survived: 6 };
    const unshown = { ...twin, check: 'bench', standing: 'notShown' as const };
    expect(verdictOf([PASSED], [], { twins: [unshown, twin] }).refusingTwin).toBe('tests');
    expect(verdictOf([PASSED], [], { twins: [unshown], requiresTwins: true }).refusingTwin).toBe('bench');
    expect(verdictOf([PASSED], [], { twins: [unshown] }).refusingTwin).toBeUndefined();
    expect(verdictOf([FAILED], [], { twins: [twin] }).refusingTwin).toBeUndefined();
  });

  test('changed tests that a person is asked about → neither proven nor refused; with another reason → refused', () => {
    const asked = verdictOf([PASSED], [], { changedTests: ['test/a.js'], undeclaredReads: ['test/a.js'] });
    expect(asked).toMatchObject({ proven: false, awaitsPerson: { paths: ['test/a.js'] } });
    expect(asked.reason).toBeUndefined();
    const refused = verdictOf([FAILED], [], { changedTests: ['test/a.js'] });
    expect([refused.awaitsPerson, refused.reason]).toEqual([undefined, LINE]);
  });

  test('the accepted text of what was added to fails → said with the question; nothing of it where nobody is asked', () => {
    const failedAsAccepted = { paths: ['test/a.js'], check: 'tests', said: 'AssertionError: 4 != 6' };
    const seen = { changedTests: ['test/a.js'], failedAsAccepted };
    expect(verdictOf([PASSED], [], seen).awaitsPerson).toEqual({ paths: ['test/a.js'], failedAsAccepted });
    expect(verdictOf([FAILED], [], seen).awaitsPerson).toBeUndefined();
  });

  test('data in declared work → named, unless a person is asked about it', () => {
    const seen = { changedData: ['a.golden', 'b.golden'] };
    expect(verdictOf([PASSED], [], seen)).toMatchObject({ proven: true, ...seen });
    expect(verdictOf([PASSED], [], { ...seen, changedTests: ['a.golden'] })).toMatchObject({
      proven: false,
      changedData: ['b.golden'],
      awaitsPerson: { paths: ['a.golden'] },
    });
  });

  test('passed once and failed once on the same work → refused', () => {
    expect(verdictOf([PASSED], [], { unsteady: ['tests'] })).toMatchObject({
      proven: false,
      reason: 'tests passed once and failed once on the same work: it has to pass every time',
    });
  });

  test('checks that passed before → named', () => {
    expect(verdictOf([PASSED], [], { passedBefore: ['tests'] })).toMatchObject({
      proven: true,
      passedBefore: ['tests'],
    });
  });
});
