/** Ten seconds are enough to see whether a goal works or waits for its reader. */
import { describe, expect, test } from '@jest/globals';
import { standingOf } from '../../../report/build/standing.ts';
import type { Report } from '../../../report/report.ts';

type Stands = Parameters<typeof standingOf>[0];

const active = (
  waitsFor?: Report['unlock']['waitsFor'],
  more: { readonly stalledBecause?: string; readonly asks?: true } = {},
): Stands =>
  ({
    goal: { status: 'active', statusReason: 'set by the user', ...more },
    question: more.asks ? {} : null,
    unlock: { what: '', steps: [], failingChecks: [], waitsFor },
  }) as unknown as Stands;

describe('standingOf', () => {
  test.each<[string, Stands, string, string]>([
    ['something runs', active(), 'Active', 'set by the user'],
    [
      'stalled',
      active('person', { stalledBecause: 'it did no work' }),
      'Active, stalled, waits for you',
      'no turn starts by itself, because it did no work',
    ],
    [
      'a question is open',
      active('person', { asks: true }),
      'Active, waits for your answer',
      'a question is open',
    ],
    ['a person has to do something else', active('person'), 'Active, waits for you', 'set by the user'],
    ['a time is waited for', active('time'), 'Active, waits', 'set by the user'],
    ['an event is waited for', active('event'), 'Active, waits', 'set by the user'],
    ['a question while something runs', active(undefined, { asks: true }), 'Active', 'set by the user'],
  ])('active, and %s → said in the title', (_, report, words, reason) => {
    expect(standingOf(report)).toMatchObject({ words, reason });
  });
});
