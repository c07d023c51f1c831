import { describe, expect, test } from '@jest/globals';
import { staleLines } from '../../../activities/ledger/stale-evidence.ts';
import type { CheckResult } from '../../../workflows/evidence/check-result.ts';
import type { Evidence } from '../../../workflows/evidence/ledger.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';
import { CHECK_PASSED, commandEvidence, FILE_EVIDENCE, WORDS } from '../../support/journal/ledger-records.ts';

const CHECKS_PASSED: Evidence = {
  ref: { kind: 'item', seq: 7 },
  source: 'service',
  summary: '2 of 2 checks passed',
  passed: true,
};
const failed = (name: string): CheckResult => outcomeWith({ name, passed: false });

const linesFor = (
  evidence: readonly Evidence[],
  outcomes: readonly CheckResult[] = [],
  digests: Record<string, string> = {},
): string[] => staleLines({ evidence }, { outcomes, digests: new Map(Object.entries(digests)) });

describe('staleLines: a file', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['as it was → stands', { 'out/price.txt': 'file 644 aa' }, []],
    ['not looked at → stands', {}, []],
    [
      'with another content → stale',
      { 'out/price.txt': 'file 644 bb' },
      ['file out/price.txt has changed since'],
    ],
    [
      'with another mode → stale',
      { 'out/price.txt': 'file 755 aa' },
      ['file out/price.txt has changed since'],
    ],
    ['replaced by a link → stale', { 'out/price.txt': 'link cc' }, ['file out/price.txt has changed since']],
    ['gone → stale', { 'out/price.txt': 'absent' }, ['file out/price.txt is gone']],
  ])('%s', (_, digests, lines) => {
    expect(linesFor([FILE_EVIDENCE], [], digests)).toEqual(lines);
  });
});

describe('staleLines: a check', () => {
  test.each<[string, Evidence, CheckResult[], string[]]>([
    ['passes still → stands', CHECK_PASSED, [outcomeWith({ name: 'price' }), failed('other')], []],
    ['fails now → stale', CHECK_PASSED, [failed('price')], ['check price has failed since']],
    ['is not run any more → stands', CHECK_PASSED, [], []],
    [
      'failed then, and fails now → stands as what it was',
      { ...CHECK_PASSED, passed: false },
      [failed('price')],
      [],
    ],
    ['all passed, and do still → stand', CHECKS_PASSED, [outcomeWith()], []],
    [
      'all passed, and one fails now → stale',
      CHECKS_PASSED,
      [outcomeWith(), failed('b')],
      ['check b has failed since item 7'],
    ],
  ])('%s', (_, evidence, outcomes, lines) => {
    expect(linesFor([evidence], outcomes)).toEqual(lines);
  });
});

test('staleLines: commands and words → what they showed then, they showed', () => {
  expect(linesFor([commandEvidence(4), WORDS], [failed('price')])).toEqual([]);
});

test('staleLines: several pieces → a line for each that has changed', () => {
  const lines = linesFor([FILE_EVIDENCE, CHECK_PASSED, commandEvidence(4)], [failed('price')], {
    'out/price.txt': 'absent',
  });
  expect(lines).toEqual(['file out/price.txt is gone', 'check price has failed since']);
});

test('staleLines: a check that failed and passes now → stale beside what it refuted, and nowhere else', () => {
  const evidence = [{ ...CHECK_PASSED, passed: false }];
  const now = { outcomes: [outcomeWith({ name: 'price' })], digests: new Map<string, string>() };
  expect(staleLines({ status: 'refuted', evidence }, now)).toEqual(['check price has passed since']);
  expect(staleLines({ status: 'approximate', evidence }, now)).toEqual([]);
});

test('staleLines: an item that shows a protected file → stale once the file is another', () => {
  const shown = {
    ...commandEvidence(4),
    source: 'file' as const,
    sealedPath: 'data/a.csv',
    digest: 'file 644 aa',
  };
  expect(linesFor([shown], [], { 'data/a.csv': 'file 644 aa' })).toEqual([]);
  expect(linesFor([shown], [], { 'data/a.csv': 'file 644 bb' })).toEqual([
    'file data/a.csv has changed since',
  ]);
});
