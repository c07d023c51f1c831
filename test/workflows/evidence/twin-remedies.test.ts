import { describe, expect, test } from '@jest/globals';
import {
  refusesClaim,
  refusingTwin,
  twinAdvice,
  twinRemedies,
} from '../../../workflows/evidence/twin-remedies.ts';
import type { TwinSummary } from '../../../workflows/evidence/twin-summary.ts';

const twin = (fields: Partial<TwinSummary> = {}): TwinSummary => ({
  ...{ check: 'tests', standing: 'cannotFail', tried: 6, survived: 6 },
  ...fields,
});
const leavesOut = ['-k leap'];

describe('twinAdvice: what the model can do', () => {
  test('a check that cannot fail → honest work contests it; the policy is not for the model to know', () => {
    const advice = twinAdvice(twin()).join(' ');
    expect(advice).toMatch(/"contested"/);
    expect(advice).not.toMatch(/whole files|policy/);
  });

  test('its command leaves cases out, and changes of them passed → the user may let it name whole files', () => {
    expect(twinAdvice(twin({ leavesOut })).join(' ')).toMatch(/-k leap.*tell the user.*whole files/);
    expect(twinAdvice(twin({ leavesOut, survived: 0 })).join(' ')).not.toMatch(/whole files/);
  });

  test('the work recognises its tests → it may not look at them', () => {
    const advice = twinAdvice(twin({ standing: 'recognised', leavesOut })).join(' ');
    expect(advice).toMatch(/may not read, count or compare the files that test it/);
    expect(advice).not.toMatch(/whole files/);
  });

  test('not shown to be able to fail → no change of the work is asked for', () => {
    const advice = twinAdvice(twin({ standing: 'notShown', survived: 0, leavesOut })).join(' ');
    expect(advice).toMatch(/whole files.*the contract, which the user can edit.*"contested"/);
    expect(advice).not.toMatch(/policy/);
  });
});

describe('twinRemedies: what the owner can do', () => {
  test('a check that cannot fail, or is recognised → twins may be left off by whoever has read the work', () => {
    for (const standing of ['cannotFail', 'recognised'] as const)
      expect(twinRemedies(twin({ standing }))).toEqual([
        'If you have read the work and it is right, have no twins tried for this goal ("off" for policy.twins: PATCH …/goal).',
      ]);
  });

  test('cases are left out → naming whole files comes first', () => {
    expect(twinRemedies(twin({ leavesOut }))[0]).toBe(
      'Let the command of "tests" name whole files instead of cases (-k leap): PATCH …/goal.',
    );
  });

  test('required, and not shown → a twin of its own, or no requirement', () => {
    expect(twinRemedies(twin({ standing: 'notShown', survived: 0 }))).toEqual([
      'Name a change that has to make "tests" fail (twin of the check), or require no twins ("use" for policy.twins): PATCH …/goal.',
    ]);
  });
});

test('refusingTwin: the most serious one; what is only not shown → where it is required', () => {
  const [unshown, wary] = [twin({ standing: 'notShown' }), twin({ standing: 'recognised' })];
  expect(refusingTwin([unshown, wary, twin()], false)).toEqual(twin());
  expect(refusingTwin([unshown, wary], false)).toEqual(wary);
  expect(refusingTwin([unshown], false)).toBeUndefined();
  expect(refusingTwin([unshown], true)).toEqual(unshown);
});

describe('refusesClaim', () => {
  test.each([
    ['cannotFail', 'use', true],
    ['recognised', 'use', true],
    ['notShown', 'use', false],
    ['notShown', 'require', true],
    ['canFail', 'require', false],
    ['cannotFail', 'off', false],
  ] as const)('%s under %s → %s', (standing, policy, refuses) => {
    expect(refusesClaim({ check: 'tests', standing, tried: 0, survived: 0 }, policy)).toBe(refuses);
  });
});
