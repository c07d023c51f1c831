import { describe, expect, test } from '@jest/globals';
import { dateLine, listingLine, toolLines } from '../../../activities/request/environment-lines.ts';
import { failingLines } from '../../../activities/request/first-look.ts';
import { checkWith, contractWith } from '../../support/contract/sample-contract.ts';

describe('toolLines', () => {
  test('what each tool says of itself → its version, in one order; what is not there is named', () => {
    const printed = [
      'Debian GNU/Linux 12 (bookworm), Linux x86_64',
      'git git version 2.39.5',
      'node v20.20.2',
      'java openjdk version "17.0.15" 2025-04-15',
      'go go version go1.22.3 linux/amd64',
      'python3 Python 3.11.2',
      'ruby (no version)',
    ].join('\n');
    expect(toolLines(`${printed}\n`)).toEqual([
      'system: Debian GNU/Linux 12 (bookworm), Linux x86_64',
      'programs: node 20.20.2, python3 3.11.2, go 1.22.3, java 17.0.15, ruby, git 2.39.5',
      'not installed: cargo, php, gcc, make, cmake, rg, jq',
    ]);
  });

  test('a system without a name, or no answer → what there is', () => {
    expect(toolLines(', Linux aarch64\n')[0]).toBe('system: Linux aarch64');
    expect(toolLines('')).toEqual([]);
  });
});

describe('listingLine', () => {
  test('few names → all; many, or long ones → cut, and said', () => {
    expect(listingLine('src/\nREADME.md\n')).toBe('in /workspace: src/ README.md');
    expect(listingLine('')).toBe('the workspace is empty');
    const many = listingLine(Array.from({ length: 61 }, () => 'x'.repeat(200)).join('\n'));
    expect(many).toMatch(/^in \/workspace: x{80} .* and more$/);
    expect(many.length).toBeLessThan(5_000);
  });
});

test('dateLine → the day', () => {
  expect(dateLine(Date.UTC(2026, 10, 29, 23, 59))).toBe('date: 2026-11-29 (UTC)');
});

describe('failingLines', () => {
  const contract = contractWith({
    verification: {
      protectedPaths: [],
      checks: [checkWith({ name: 'tests' }), checkWith({ name: 'secret', visibility: 'hidden' })],
    },
  });
  const run = (name: string, fields: object = {}) => ({
    ...{ name, purpose: 'baseline' as const, passed: false, outputTail: `${name} failed\n` },
    ...fields,
  });

  test('a check that failed before any work → the end of its output; nothing of a hidden one', () => {
    expect(failingLines([run('tests'), run('secret')], contract)).toEqual([
      'tests, before any work, printed at its end:\ntests failed',
    ]);
    const [long] = failingLines([run('tests', { outputTail: `${'x'.repeat(9_000)}end` })], contract);
    expect(long).toMatch(/x{1497}end$/);
  });

  test.each([
    ['passed', { passed: true }],
    ['ran for a claim', { purpose: 'audit' as const }],
    ['printed nothing', { outputTail: ' \n' }],
  ])('one that %s → nothing', (_, fields) => {
    expect(failingLines([run('tests', fields)], contract)).toEqual([]);
  });
});
