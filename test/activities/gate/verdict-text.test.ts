import { describe, expect, test } from '@jest/globals';
import { type Seen, verdictOf } from '../../../activities/gate/verdict.ts';
import { verdictText } from '../../../activities/gate/verdict-text.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';

const PASSED = outcomeWith();
const FAILED = outcomeWith({ name: 'p95', passed: false, metric: 135.2, reason: 'wanted p95_ms < 120' });
const LINE = 'p95 (verification) FAILED: exit 0, measured 135.2, wanted p95_ms < 120';
const verdict = (
  outcomes: Seen['outcomes'],
  changedProtectedPaths: readonly string[] = [],
  more: Partial<Seen> = {},
) => verdictOf({ outcomes, changedProtectedPaths, ...more });

describe('verdictText', () => {
  test('proven → says so, with each check, and nothing of the goal, which may have been stopped meanwhile', () => {
    const text = verdictText(verdict([PASSED]));
    expect(text).toMatch(/all passed\.\ntests \(verification\) passed: exit 0$/);
    expect(text).not.toContain('complete');
  });

  test('a hidden check that failed → its name, and what the caller lets the model know', () => {
    const hidden = outcomeWith({ name: 'held', passed: false, exitCode: null, isHidden: true });
    const lines = verdictText(verdict([PASSED, hidden]), {
      hints: [{ name: 'held', hint: 'other numbers' }],
    });
    expect(lines.split('\n')).toEqual([
      'Completion refused: held (verification, hidden) FAILED.',
      'The service ran the checks itself, on a copy of the workspace:',
      'tests (verification) passed: exit 0',
      'held (verification, hidden) FAILED',
      'hint on "held": other numbers',
      expect.stringMatching(/^The goal stays active/),
    ]);
  });

  test('a person is asked since the accepted text fails → which file, that this was run, and what it said', () => {
    const failedAsAccepted = { paths: ['test/a.js'], check: 'tests', said: 'AssertionError: 4 != 6' };
    const text = verdictText(verdict([PASSED], [], { changedTests: ['test/a.js'], failedAsAccepted }));
    expect(text).toMatch(
      /test\/a\.js was only added to\. With its accepted text in the copy "tests" failed: AssertionError: 4 != 6\./,
    );
  });

  test('refused by twins → what the model can do stands below the checks', () => {
    const twin = { check: 'tests', standing: 'cannotFail' as const, tried: 6, survived: 6 };
    const lines = verdictText(verdict([PASSED], [], { twins: [twin] })).split('\n');
    expect(lines.at(-2)).toMatch(/contested/);
    expect(verdictText(verdict([FAILED], [], { twins: [twin] }))).not.toMatch(/contested/);
  });

  test('refused → the reason, each check, each changed path, and that the goal goes on', () => {
    const lines = verdictText(verdict([PASSED, FAILED], ['test/a.js'])).split('\n');
    expect(lines[0]).toBe('Completion refused: protected paths were changed: test/a.js.');
    expect(lines).toContain(LINE);
    expect(lines).toContain('tests (verification) passed: exit 0');
    expect(lines).toContain(
      'protected path changed: test/a.js (restore it with restore_file; it may not differ)',
    );
    expect(lines.join()).toMatch(/the user has changed it.*goal\/accept-state.*goal\/restore/);
    expect(lines.at(-1)).toMatch(/^The goal stays active/);
  });

  test('something was put back at the wish of a person → said before the checks, whatever they showed', () => {
    const restored = ['put back as it was accepted: test/a.js'];
    for (const outcome of [PASSED, FAILED])
      expect(verdictText(verdict([outcome]), { restored })).toContain(
        "before the checks ran, at the user's wish: put back as it was accepted: test/a.js\n",
      );
  });

  test('nothing failed but nothing proves → says what is missing', () => {
    expect(verdictText(verdict([]))).toContain('the contract has no check that proves it');
  });
});

describe('verdictText with output', () => {
  test('refused → the end of what the failing check printed, cut at a line, within 2,000 characters', () => {
    const outputTail = Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n');
    const text = verdictText(verdict([FAILED]), { failures: [{ name: 'p95', outputTail }] });
    expect(text).toContain('Output of "p95" (its end):\nline ');
    expect(text).toContain('line 499');
    expect(text.length).toBeLessThan(2_600);
  });
});

describe('verdictText of what is left out, asked, or no claim', () => {
  test('undeclared changes → named as not in the copy, so that a failure for want of them is understood', () => {
    const leftOut = Array.from({ length: 30 }, (_, index) => `dist/${index}`);
    const text = verdictText(verdict([FAILED]), { leftOut });
    expect(text).toMatch(/Not in their copy, .*: dist\/0, .*dist\/19 and 10 more\./);
  });

  test('work that is protected as well → the model hears that only the user can mend it', () => {
    const locked = [{ pattern: 'app/**', index: 0 }];
    const text = verdictText(verdict([FAILED], ['app/slug.py']), { locked });
    expect(text).toContain('app/** is declared as the work and protected as well');
    expect(text).toContain('Only the user can mend that');
    expect(verdictText(verdict([FAILED]), { locked })).not.toContain('protected as well');
  });

  test('a person is asked → says that, and does not say that the goal is complete', () => {
    const text = verdictText(verdict([PASSED], [], { changedTests: ['test/a.js'] }));
    expect(text).toContain(
      'test/a.js was changed since the start and decides whether they pass; a person has to accept that',
    );
    expect(text).not.toContain('complete');
  });

  test('no claim (a baseline, a look) → figures, and neither granted nor refused', () => {
    const text = verdictText(verdict([PASSED]), { isClaim: false });
    expect(text).toBe('The service ran the checks itself:\ntests (verification) passed: exit 0');
  });

  test('expectations that made no difference → named', () => {
    const twins = [{ check: 'tests', standing: 'canFail' as const, tried: 6, survived: 1 }];
    expect(verdictText(verdict([PASSED], [], { twins }))).toContain(
      'tests: 1 of 6 changes of expectations made no difference to it',
    );
  });
});
