import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { draftGoal } from '../../../contracts/draft/draft-goal.ts';
import { readWords } from '../../../contracts/draft/words/read-words.ts';
import { partialContractSchema } from '../../../contracts/schema/partial-contract.ts';
import { omit } from '../../../objects/omit.ts';
import { checkWith } from '../../support/contract/sample-contract.ts';

describe('draftGoal: words', () => {
  test('each sentence → its field; clauses stay in the objective, and no command is invented', () => {
    const { contract } = draftGoal({
      text: 'Reduce p95 below 120 ms on the checkout benchmark, verified by `npm run bench`, while keeping `npm test` green and without new dependencies. Use only src/. Do not change the API. Between iterations, profile. If blocked, stop and report. Spend at most 20 turns.',
    });
    const check = { timeoutSeconds: 300, runs: 1, expect: { exitCode: 0 } };
    expect(contract).toEqual({
      objective:
        'Reduce p95 below 120 ms on the checkout benchmark, verified by `npm run bench`, while keeping `npm test` green and without new dependencies. Spend at most 20 turns.',
      verification: { checks: [{ name: 'npm run bench', command: 'npm run bench', ...check }] },
      constraints: {
        checks: [{ name: 'npm test', command: 'npm test', ...check }],
        text: ['while keeping `npm test` green', 'and without new dependencies', 'Do not change the API.'],
      },
      boundaries: { text: ['Use only src/.'] },
      iterationPolicy: 'Between iterations, profile.',
      blockedStop: 'If blocked, stop and report.',
      budget: { turns: 20 },
    });
  });

  test('evidence with a name and no command → a check proposed, and what is missing of it', () => {
    const { contract, proposals, settable } = draftGoal({
      text: 'Reduce p95 below 120 ms, verified by the checkout benchmark, while keeping the unit tests green',
    });
    expect(settable).toBe(false);
    expect(contract.verification).toBeUndefined();
    expect(proposals).toMatchObject([
      {
        field: 'verification.checks',
        value: { name: 'checkout benchmark' },
        missing: expect.stringMatching(/^command/),
      },
      {
        field: 'constraints.checks',
        value: { name: 'unit tests green' },
        missing: expect.stringMatching(/^command/),
      },
      { field: 'verification.checks.0.expect.metric', value: { op: '<', value: 120 } },
    ]);
  });

  test.each<[string, object]>([
    ['5 consecutive runs', { value: 5 }],
    ['50 consecutive runs', { value: 10, missing: expect.stringContaining('50 runs') }],
  ])('%s of a flaky test → as many runs as a check can have', (runs, expected) => {
    const { proposals } = draftGoal({
      text: `Make the flaky test pass in ${runs}, verified by \`npm test\``,
    });
    expect(proposals).toContainEqual(
      expect.objectContaining({ field: 'verification.checks.0.runs', ...expected }),
    );
  });

  test('a command that the contract has under another role → not a second time', () => {
    const contract = { constraints: { checks: [checkWith({ name: 'suite', command: 'npm test' })] } };
    const drafted = draftGoal({ text: 'Fix a, verified by `npm test` and `make check`', contract });
    expect(drafted.contract.verification?.checks?.map(({ command }) => command)).toEqual(['make check']);
  });

  test('words for a field that the contract has → stay in the objective, so that none is lost', () => {
    const text =
      'Fix a with `npm test` green. Do not change b. Use only src/. Between iterations, profile. If blocked, stop.';
    const contract = {
      constraints: { text: ['c'] },
      boundaries: { text: ['d'] },
      iterationPolicy: 'e',
      blockedStop: 'f',
    };
    expect(draftGoal({ text, contract }).contract).toMatchObject({ objective: text, ...contract });
  });

  test('more constraints than a contract can hold → none is lost', () => {
    const text = `Fix a${' without b'.repeat(40)}. ${Array.from({ length: 60 }, (_, index) => `Keep c${index}.`).join(' ')}`;
    const { contract } = draftGoal({ text });
    expect(contract.constraints?.text).toHaveLength(50);
    for (let index = 0; index < 60; index += 1)
      expect(`${contract.objective} ${contract.constraints?.text}`).toContain(`Keep c${index}.`);
  });

  test('more commands than a contract can hold → as many as it can', () => {
    const commands = Array.from({ length: 30 }, (_, index) => `\`npm run check${index}\``).join(', ');
    const { contract, settable } = draftGoal({ text: `Fix a, verified by ${commands}` });
    expect(contract.verification?.checks).toHaveLength(20);
    expect(settable).toBe(true);
  });

  test('lines under headings → the parts that they are named for', () => {
    const { parts } = draftGoal({
      text: 'Outcome: a parser for RFC 9110 dates\nVerification:\n- `cargo test`\nConstraints: no unsafe code\nBlocked: stop if the grammar is ambiguous',
    });
    expect(parts).toMatchObject({
      outcome: { text: 'a parser for RFC 9110 dates' },
      verification: { text: '`cargo test`' },
      constraints: { text: 'no unsafe code' },
      boundaries: { status: 'missing' },
      blockedStop: { text: 'stop if the grammar is ambiguous' },
    });
  });
});

describe('draftGoal: a contract', () => {
  test('fields without words → spelled out in the goal, and what is missing as blanks', () => {
    const contract = {
      objective: 'The exporter writes Parquet',
      verification: { checks: [checkWith({ name: 'a', command: 'make check' })] },
      constraints: { checks: [checkWith({ name: 'b', command: 'npm test' })] },
      boundaries: { writePaths: ['export'], tools: ['shell' as const] },
      blockedStop: 'Stop if a type has no counterpart',
    };
    expect(draftGoal({ contract }).goal).toBe(
      '/goal The exporter writes Parquet, verified by `make check`, while `npm test` still pass. Change only export. Use only the tools shell. Between iterations, <how to choose the next best action>. Stop if a type has no counterpart.',
    );
  });

  test('what the objective says already → not said twice', () => {
    const contract = {
      objective: 'Do a while keeping b green.',
      constraints: { text: ['while keeping b green'] },
    };
    expect(draftGoal({ contract }).goal.match(/keeping b green/g)).toHaveLength(1);
  });
});

const word = fc.constantFrom(
  ...'fix the flaky test verified by `npm test` while keeping suite green. Use only src/ Between iterations, record if blocked stop and report without change; below 120 ms at most 20 turns <specific evidence> - \n Constraints: 1.5 et al. "a b" also'.split(
    ' ',
  ),
);
const words = fc.array(word, { minLength: 1, maxLength: 60 }).map((parts) => parts.join(' '));

describe('draftGoal: any words', () => {
  test('→ each word is in the goal and in the pieces, in any order', () => {
    const lettersOf = (text: string) => [...text.toLowerCase().replace(/[^a-z0-9]/g, '')].sort().join('');
    fc.assert(
      fc.property(words, (text) => {
        const said = text.replace(/\bConstraints:/g, '').replace(/(^|\n)\s*-(?=\s)/g, '$1');
        const pieces = readWords(said);
        expect(lettersOf(pieces.map((piece) => piece.text).join(' '))).toBe(lettersOf(said));
        const { goal } = draftGoal({ text: said });
        for (const { text: piece } of pieces)
          for (const part of piece.split(/\s+/)) expect(goal).toContain(part.replace(/^,|[.;,\s]+$/g, ''));
      }),
      { numRuns: 200 },
    );
  });

  test('→ a contract that PUT goal would take the fields of', () => {
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ minLength: 1, maxLength: 200 })), (text) => {
        fc.pre(text.trim() !== '' && text.isWellFormed() && !text.includes('\0'));
        const { contract } = draftGoal({ text });
        const others = omit(contract, 'objective');
        expect(partialContractSchema.safeParse(others)).toMatchObject({ success: true });
      }),
      { numRuns: 200 },
    );
  });

  test('the longest text, built to be slow → answered', () => {
    for (const part of [
      'verified by ',
      'if blocked, ',
      'while ',
      '<a a',
      '`',
      '1,',
      'on the a ',
      'no ',
      'budget ',
      '. ',
    ])
      expect(draftGoal({ text: part.repeat(4_000 / part.length) }).findings.length).toBeGreaterThan(0);
  });
});
