import { describe, expect, test } from '@jest/globals';
import { claimEndLines } from '../../../context/closing/claim-end-lines.ts';

describe('claimEndLines', () => {
  test.each([
    ['notAccepted', /a person did not accept the change of test\/a\.py, setup\.cfg\.$/],
    ['unanswered', /nobody accepted the change of test\/a\.py, setup\.cfg in time\.$/],
  ] as const)('%s → refused, by whom, for which files, and what mends it', (how, pattern) => {
    const [first, second] = claimEndLines({ how, checksSeq: 9 }, ['test/a.py', 'setup.cfg']);
    expect(first).toMatch(pattern);
    expect(second).toMatch(/Put them back .*, or tell the user why/);
  });

  test('lapsed → no refusal: to be claimed again', () => {
    expect(claimEndLines({ how: 'lapsed' }, [])).toEqual([expect.stringMatching(/lapsed.*Claim again/)]);
  });

  test('lapsed because of an edit → says that the verdict does not count', () => {
    expect(claimEndLines({ how: 'lapsed', because: 'edited' }, [])).toEqual([
      expect.stringMatching(/contract was edited.*does not count.*claim again/),
    ]);
  });

  test('lapsed because a check failed when it was run again → says so', () => {
    expect(claimEndLines({ how: 'lapsed', because: 'checkFailed' }, [])).toEqual([
      expect.stringMatching(/lapsed.*checks were run again.*not all of them passed.*claim again/),
    ]);
  });

  test('the record does not name the files → said without names', () => {
    expect(claimEndLines({ how: 'unanswered' }, [])[0]).toContain('tests or the configuration');
  });
});
