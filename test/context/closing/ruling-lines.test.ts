import { expect, test } from '@jest/globals';
import { type RuledLine, refusalLines, requirementLine } from '../../../context/closing/ruling-lines.ts';

const ruled = (fields: Partial<RuledLine> = {}): RuledLine => ({
  id: 'R2',
  kind: 'constraint',
  text: 'No new "dependency"',
  verdict: 'weak',
  evidence: 'changedFiles',
  reason: 'package.json was changed',
  ...fields,
});

test('refusalLines: → only what is not proven, and nothing after a claim that was granted', () => {
  const requirements = [ruled({ id: 'R1', verdict: 'proven' }), ruled()];
  expect(refusalLines({ audit: { accepted: false, requirements } })).toEqual([
    'R2 constraint "No new \\"dependency\\"": WEAK; package.json was changed; evidence: changedFiles',
  ]);
  expect(refusalLines({ audit: { accepted: true, requirements } })).toEqual([]);
  expect(refusalLines({})).toEqual([]);
});

test('requirementLine: no evidence → none is spoken of', () => {
  expect(requirementLine(ruled({ evidence: '' }))).toMatch(/: WEAK; package\.json was changed$/);
});
