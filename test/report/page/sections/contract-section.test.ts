import { expect, test } from '@jest/globals';
import { contractSection } from '../../../../report/page/sections/contract-section.ts';
import { DEFAULT_POLICY } from '../../../../workflows/contract/contract.ts';
import { checkWith, contractWith } from '../../../support/contract/sample-contract.ts';

type Section = Parameters<typeof contractSection>[0];

const shown = (contract: ReturnType<typeof contractWith>): string => {
  const goal = { setAt: '2026-11-25T22:00:00.000Z' };
  return JSON.stringify(
    contractSection({ contract: { asSet: contract, edits: [] }, goal } as unknown as Section),
  );
};

test('contractSection: a figure by the channel, a twin of the check, a policy of its own → all stand in it', () => {
  const metric = { marker: 'p95_ms', op: '<' as const, value: 120, source: 'channel' as const };
  const check = checkWith({
    expect: { exitCode: 0, metric },
    observes: 'external',
    twin: { command: 'sed -i s/120/0/ bench/bound.js' },
  });
  const text = shown(
    contractWith({
      verification: { checks: [check], protectedPaths: [] },
      policy: { ...DEFAULT_POLICY, twins: 'off' },
    }),
  );
  expect(text).toContain('p95_ms < 120, read from the channel');
  expect(text).toContain('sed -i s/120/0/ bench/bound.js');
  expect(text).toContain('looks at something outside of the workspace');
  expect(text).toContain('{"name":"policy: twins","value":"off"}');
});

test('contractSection: nothing out of the ordinary → nothing is said of it', () => {
  const text = shown(contractWith({ policy: DEFAULT_POLICY }));
  for (const word of ['channel', 'twin', 'policy']) expect(text).not.toContain(word);
});
