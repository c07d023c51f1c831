import { describe, expect, test } from '@jest/globals';
import { parseArguments } from '../../../activities/tools/registry.ts';
import type { ToolContext } from '../../../activities/tools/tool.ts';
import { checkWith, contractWith } from '../../support/contract/sample-contract.ts';

const parse = (args: object) => parseArguments('update_goal', JSON.stringify(args));

const problemOf = (args: object): string => {
  const call = parse(args);
  return call.ok ? 'accepted' : call.problem;
};

const BLOCKED = {
  status: 'blocked',
  blocker: 'no database credentials',
  needed: 'a user and a password',
  attempted: 'the defaults, and all of .env',
};

const CONTESTED = {
  status: 'contested',
  check: 'p95',
  contradiction: 'it wants 120 ms, while the objective asks for a pause of a second',
  evidence: [{ kind: 'item', ref: '12' }],
};

describe('update_goal', () => {
  test('complete → a claim; nothing else of it counts, and no blocker is kept', () => {
    const call = parse({ ...BLOCKED, status: 'complete', summary: 'all done' });
    expect(call).toMatchObject({ ok: true, claim: { status: 'complete' }, isWork: false });
    expect(call).not.toHaveProperty('blocker');
  });

  test('blocked → a claim with the name of it, and the account of it beside', () => {
    const { blocker: name, needed, attempted } = BLOCKED;
    expect(parse({ ...BLOCKED, blocker: ` ${name}\n` })).toMatchObject({
      ok: true,
      claim: { status: 'blocked', blocker: name },
      blocker: { name, needed, attempted },
    });
  });

  test.each([
    '"no database credentials"',
    'no database credentials.',
    'no database\n credentials',
    '`no database credentials`!',
  ])('blocker written as %j → counted by the same name', (blocker) => {
    expect(parse({ ...BLOCKED, blocker })).toMatchObject({ claim: { blocker: BLOCKED.blocker } });
  });

  test.each(['blocker', 'needed', 'attempted'])(
    'blocked without %s, or with nothing in it → refused by name',
    (field) => {
      const others = ['blocker', 'needed', 'attempted'].filter((other) => other !== field);
      for (const nothing of [undefined, null, '', ' \n ']) {
        const problem = problemOf({ ...BLOCKED, [field]: nothing });
        expect(problem).toContain(`${field}: is required with status blocked`);
        for (const other of others) expect(problem).not.toContain(`${other}: `);
      }
    },
  );

  test('contested → a claim with the name of the check, and what speaks against it beside', () => {
    const { check, contradiction, evidence } = CONTESTED;
    expect(parse({ ...CONTESTED, check: ` ${check}` })).toMatchObject({
      ok: true,
      label: 'update_goal contested: p95',
      claim: { status: 'contested', check },
      contest: { check, contradiction, evidence },
    });
  });

  test.each(['check', 'contradiction', 'evidence'])(
    'contested without %s, or with nothing in it → refused by name',
    (field) => {
      for (const nothing of [undefined, null, field === 'evidence' ? [] : ' '])
        expect(problemOf({ ...CONTESTED, [field]: nothing })).toContain(
          `${field}: is required with status contested`,
        );
    },
  );

  test('contested, a check that is not in the contract → answered with the names of those that are', async () => {
    const contract = contractWith({
      verification: { checks: [checkWith({ name: 'tests' })], protectedPaths: [] },
    });
    const context = { contractText: JSON.stringify(contract) } as ToolContext;
    const call = parse(CONTESTED);
    expect(call.ok && (await call.execute(context))).toEqual({
      ok: false,
      output: 'The contract has no check "p95". Its checks are: "tests".',
    });
  });

  test('blocked alone → every missing field at once', () => {
    expect(problemOf({ status: 'blocked' })).toMatch(/blocker: .*; needed: .*; attempted: /);
  });

  test.each([
    ['a name that is an account', { ...BLOCKED, blocker: 'x'.repeat(201) }, /blocker: .*200/],
    ['a need that is a novel', { ...BLOCKED, needed: 'x'.repeat(2_001) }, /needed: .*2000/],
    ['attempts that are a novel', { ...BLOCKED, attempted: 'x'.repeat(2_001) }, /attempted: .*2000/],
    ['an unknown field', { ...BLOCKED, force: true }, /force/],
    ['no status', { blocker: 'x' }, /status/],
  ])('%s → refused', (_, args, problem) => {
    expect(problemOf(args)).toMatch(problem);
  });

  test.each(['active', 'paused', 'usageLimited', 'budgetLimited', 'cleared'])(
    'status %s → nothing that the model may ask for',
    (status) => {
      expect(problemOf({ status })).toMatch(/status: .*"complete"\|"blocked"/);
    },
  );
});
