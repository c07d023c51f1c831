/**
 * Text put around, before and behind what a harness prints in one write can turn no failing output into a
 * passing one.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeRun } from '../../../../activities/checks/judge-run.ts';
import type { MetricExpectation } from '../../../../workflows/contract/contract.ts';
import { checkWith } from '../../../support/contract/sample-contract.ts';
import { commandResult } from '../../../support/sandbox/scripted-sandbox.ts';

const passes = (output: string, metric: MetricExpectation): boolean =>
  judgeRun(checkWith({ expect: { exitCode: 0, metric } }), commandResult({ output })).passed;

const PIECES = [
  ...[
    'p95: 1',
    'p95: 1\n',
    'p95:',
    'p95',
    'bench ',
    '\n',
    '\r',
    '\r\n',
    ' ',
    ':',
    '=',
    ',',
    '1',
    '5ms',
    '%',
    'NaN',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    '\\"',
    '{"p95":1}',
    '{"p95":1}\n',
    '{"p95":1,"x":',
    '{"x":"',
    '[1,',
    '\n}',
    '"}',
  ],
  ...[
    '\u001b',
    '\u001b[',
    '\u001b[1m',
    '\u001b[31',
    '\u001b]',
    '\u0007',
    '\u001b]0;',
    '\u001b\\',
    '\u009b',
    '\b',
    '\0',
  ],
];
const noise = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string() }),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));
const RUNS = { numRuns: 3_000 };

describe('a true figure that fails, with anything around it', () => {
  test('a line with a marker → never passes', () => {
    fc.assert(
      fc.property(
        noise,
        noise,
        fc.constantFrom('p95: 500\n', 'p95 = 500ms\n', '  p95: 5e2\n'),
        (before, after, line) => {
          expect(passes(before + line + after, { marker: 'p95', op: '<', value: 120 })).toBe(false);
        },
      ),
      RUNS,
    );
  });

  test('JSON on a line, or printed on several → never passes', () => {
    const jsons = [
      '{"p95":500}\n',
      '{\n  "p95": 500\n}\n',
      '{\n  "runs": [],\n  "p95": 500\n}\n',
      '{"p95": 500, "n": [1]}\n',
    ];
    fc.assert(
      fc.property(noise, noise, fc.constantFrom(...jsons), (before, after, json) => {
        expect(passes(before + json + after, { jsonPath: 'p95', op: '<', value: 120 })).toBe(false);
      }),
      RUNS,
    );
  });

  test('a true figure that passes, with nothing around it → passes', () => {
    expect(passes('p95: 97\n', { marker: 'p95', op: '<', value: 120 })).toBe(true);
    expect(passes('{\n  "p95": 97\n}\n', { jsonPath: 'p95', op: '<', value: 120 })).toBe(true);
  });
});
