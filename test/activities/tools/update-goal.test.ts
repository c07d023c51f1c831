import { describe, expect, test } from '@jest/globals';
import { parseArguments } from '../../../activities/tools/registry.ts';

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
