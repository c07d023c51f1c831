import { describe, expect, test } from '@jest/globals';
import type { ExaminedCheck } from '../../../activities/checks/examine.ts';
import { shownSeen } from '../../../activities/gate/shown-seen.ts';
import { type Seen, verdictOf } from '../../../activities/gate/verdict.ts';
import { checkWith, outcomeWith } from '../../support/contract/sample-contract.ts';

const CANARY = 'canary-22';
const READS = { known: true, count: 1, files: [], changed: [], unprotected: [] } as const;
const TRACES = { sealed: [], planted: [], undeclared: [], leftProcesses: [] };

const examinedCheck = (
  name: string,
  visibility: 'visible' | 'hidden',
  undeclared: string[] = [],
): ExaminedCheck => ({
  check: checkWith({ name, visibility }),
  role: 'verification',
  outcome: outcomeWith({ name, metric: 12, gap: 0 }),
  known: {},
  runs: [
    {
      passed: true,
      exitCode: 0,
      metric: 12,
      durationMs: 1,
      outputSha256: '',
      outputTail: CANARY,
      reason: null,
      ranAt: new Date(0),
      reads: { ...READS, undeclared },
      traces: TRACES,
    },
  ],
});

const EXAMINED = [examinedCheck('open', 'visible'), examinedCheck('held', 'hidden')];
const seenWith = (more: Partial<Seen> = {}, examined = EXAMINED): Seen => ({
  outcomes: examined.map(({ outcome }) => outcome),
  changedProtectedPaths: [],
  ...more,
});
const shown = (seen: Seen, examined = EXAMINED, twins: 'use' | 'require' = 'use') =>
  shownSeen(seen, { examined, visible: { undeclaredReads: [], changedTests: [] }, twins });

const twin = (standing: 'canFail' | 'cannotFail' | 'recognised' | 'notShown') => ({
  check: 'held',
  standing,
  tried: 6,
  survived: 2,
  reason: CANARY,
});

describe('shownSeen', () => {
  test('nothing hidden → the same', () => {
    const seen = seenWith({ twins: [twin('canFail')] });
    expect(shown(seen, [examinedCheck('open', 'visible')])).toBe(seen);
  });

  test('a hidden check that passed → neither figure, gap nor exit code', () => {
    expect(shown(seenWith()).outcomes).toEqual([
      outcomeWith({ name: 'open', metric: 12, gap: 0 }),
      { name: 'held', role: 'verification', passed: true, exitCode: null, isHidden: true },
    ]);
  });

  test.each<[string, Partial<Seen>]>([
    [
      'failed',
      {
        outcomes: [
          outcomeWith({ name: 'open' }),
          outcomeWith({ name: 'held', passed: false, reason: CANARY }),
        ],
      },
    ],
    ['changed what is sealed', { traces: [{ check: 'held', what: 'sealed', paths: [CANARY] }] }],
    ['passes without the work', { unproven: ['held'] }],
    ['passes by chance', { unsteady: ['held'] }],
    ['cannot fail', { twins: [twin('cannotFail')] }],
    ['recognises its tests', { twins: [twin('recognised')] }],
    ['reads what is not declared', { undeclaredReads: [CANARY], refusesUndeclaredReads: true }],
  ])('a hidden check that %s → the same one bit; both verdicts refuse', (_, more) => {
    const examined = [
      examinedCheck('open', 'visible'),
      examinedCheck('held', 'hidden', [...(more.undeclaredReads ?? [])]),
    ];
    const seen = seenWith(more, examined);
    const verdict = verdictOf(shown(seen, examined));
    expect(verdictOf(seen).proven).toBe(false);
    expect(verdict).toEqual({
      outcomes: [
        expect.objectContaining({ name: 'open', passed: true }),
        { name: 'held', role: 'verification', passed: false, exitCode: null, isHidden: true },
      ],
      changedProtectedPaths: [],
      proven: false,
      reason: 'held (verification, hidden) FAILED',
    });
  });

  test('twins that refuse nothing → nothing of them; not shown to fail, where that is required → refused', () => {
    for (const standing of ['canFail', 'notShown'] as const) {
      const verdict = verdictOf(shown(seenWith({ twins: [twin(standing)] })));
      expect([verdict.proven, JSON.stringify(verdict).includes(CANARY), verdict.twins]).toEqual([
        true,
        false,
        undefined,
      ]);
    }
    const seen = seenWith({ twins: [twin('notShown')], requiresTwins: true });
    expect([verdictOf(seen).proven, verdictOf(shown(seen, EXAMINED, 'require')).proven]).toEqual([
      false,
      false,
    ]);
  });

  test('a person would be asked because of what a hidden check read → the same one bit, and no third answer', () => {
    const examined = [
      examinedCheck('open', 'visible'),
      examinedCheck('held', 'hidden', [`${CANARY}/a`]),
      examinedCheck('other', 'hidden'),
    ];
    const seen = seenWith({ changedTests: [`${CANARY}/a`] }, examined);
    const verdict = verdictOf(shown(seen, examined));
    expect([verdict.proven, verdict.awaitsPerson]).toEqual([false, undefined]);
    expect(verdict.outcomes.map(({ passed }) => passed)).toEqual([true, false, true]);
    expect(JSON.stringify(verdict)).not.toContain(CANARY);
  });
});
