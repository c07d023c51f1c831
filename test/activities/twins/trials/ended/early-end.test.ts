import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../../../activities/twins/drawing/random.ts';
import { endedEarly } from '../../../../../activities/twins/trials/ended/early-end.ts';
import type { Program } from '../../../../../activities/twins/trials/ended/program.ts';
import type { TestFile } from '../../../../../activities/twins/trials/find-twins.ts';

const PYTHON: Program = {
  path: 'tests/run.py',
  role: 'started',
  text: 'import sys\nfrom src.area import area\n\nfailed = area(2, 3) != 6\nsys.exit(1 if failed else 0)\n',
};
const LIBRARY: Program = {
  ...PYTHON,
  text: 'import thing\nfrom src.area import area\n\nthing.go(area)\nprint(1)\n',
};
const GO: Program = {
  path: 'check/main.go',
  role: 'entered',
  text: 'package main\n\nfunc main() {\n\tcheck()\n}\n',
};

interface Played {
  readonly passes: (text: string) => boolean;
  /** What is said on the accepted state, below how it ended. */
  readonly said?: (text: string) => string;
  readonly passesOnAccepted?: (text: string) => boolean;
  readonly parts?: readonly TestFile[];
}

async function ended(program: Program, { passes, said, passesOnAccepted, parts = [] }: Played) {
  const seen: string[] = [];
  const found = await endedEarly({
    programs: {
      files: [program],
      parts,
      modules: new Set(['src', ...parts.map(({ path }) => path.slice(0, -3))]),
      wantedCode: 0,
    },
    random: createRandom(1),
    passesWithWork: async (changes) => {
      const text = changes[0]?.text ?? '';
      seen.push(text);
      return passes(text);
    },
    onAccepted: async ({ changes: [change] }) => ({
      passed: passesOnAccepted?.(change?.text ?? '') ?? false,
      gist: said?.(change?.text ?? '') ?? '',
    }),
  });
  return { path: found?.path, runs: seen.length };
}
/** The first line is the program's own: nothing was put before it. */
const hasItsBeginning =
  ({ text }: Program) =>
  (own: string): boolean =>
    own.split('\n')[0] === text.split('\n')[0];
const words = (text: string): string => /[a-z]{9}/.exec(text)?.[0] ?? '';
const ENDS_AT_ONCE = /^__import__\("os"\)\._exit\((\d+)\)$/m;
/** The code with which it ends as its first deed. */
const firstCode = (text: string): string | undefined =>
  text.startsWith('__import__("os")._exit(') ? ENDS_AT_ONCE.exec(text)?.[1] : undefined;
const endsWell = (text: string): boolean =>
  firstCode(text) === '0' || /^func main\(\) \{ ending\.Exit\(0\)/m.test(text);

describe('endedEarly', () => {
  test('the check fails however the program fails in the end → none, after two runs', async () => {
    expect(await ended(PYTHON, { passes: () => false })).toEqual({ path: undefined, runs: 2 });
    expect((await ended(GO, { passes: () => false })).runs).toBe(1);
  });

  test('it passes with the end failing, and fails with the beginning failing → ended early', async () => {
    const passes = (text: string): boolean => endsWell(text) || hasItsBeginning(PYTHON)(text);
    expect((await ended(PYTHON, { passes })).path).toBe(PYTHON.path);
  });

  test('only its own words make it pass → ended early', async () => {
    const passes = (text: string): boolean => endsWell(text) || text.includes('[1 if failed else 0, 1]');
    expect((await ended(PYTHON, { passes })).path).toBe(PYTHON.path);
  });

  test('a library that may end the process itself: only what reaches the end without the work → ended early', async () => {
    const passes = (text: string): boolean => endsWell(text) || hasItsBeginning(LIBRARY)(text);
    expect((await ended(LIBRARY, { passes })).path).toBeUndefined();
    expect((await ended(LIBRARY, { passes, said: words })).path).toBe(LIBRARY.path);
    const parts = [{ path: 'thing.py', text: 'def go(area):\n    area(1, 2)\n' }];
    expect((await ended(LIBRARY, { passes, parts })).path).toBe(LIBRARY.path);
  });

  test('what it prints is compared, and its exit code passed over, whatever the words of the command say → none', async () => {
    const prints = (text: string): boolean => firstCode(text) === undefined;
    expect(await ended(PYTHON, { passes: prints })).toEqual({ path: undefined, runs: 5 });
  });

  test('what it prints is compared, and its exit code decides as well → ended early', async () => {
    const passes = (text: string): boolean =>
      firstCode(text) === undefined && !/call\(.*, \d+\)\[-1\]/.test(text);
    expect((await ended(PYTHON, { passes })).path).toBe(PYTHON.path);
  });

  describe('the beginning failing passes as well', () => {
    const passes = () => true;
    const exits = (text: string): string => `exited ${firstCode(text) ?? 1}\n${words(text)}`;

    test.each<[string, Program, Omit<Played, 'passes'>, string | undefined]>([
      [
        'started by its name, and its code is that of the check without the work',
        PYTHON,
        { said: exits },
        PYTHON.path,
      ],
      [
        'started by its name, and ending well passes without the work',
        PYTHON,
        { passesOnAccepted: endsWell },
        PYTHON.path,
      ],
      [
        'started by its name, and without the work the check fails in any case',
        PYTHON,
        { said: () => 'exited 1' },
        undefined,
      ],
      ['compiled only, as far as can be seen', GO, {}, undefined],
      ["compiled, and its exit code is nobody's", GO, { said: words }, undefined],
      ['compiled, and run without the work', GO, { said: words, passesOnAccepted: endsWell }, GO.path],
    ])('%s → as it should be', async (_, program, played, path) => {
      expect((await ended(program, { passes, ...played })).path).toBe(path);
    });
  });

  describe('only named by the command, so that runs tell whether its exit code decides', () => {
    const NAMED: Program = { ...PYTHON, role: 'named' };
    const startsBadly = (text: string): boolean => /^__import__\("os"\)\._exit\([1-9]/.test(text);
    const startsWell = (text: string): boolean => text.startsWith('__import__("os")._exit(0)');

    test('failing at once fails, ending well at once passes, failing in the end passes → ended early', async () => {
      expect((await ended(NAMED, { passes: (text) => !startsBadly(text) })).path).toBe(NAMED.path);
    });

    test.each<[string, (text: string) => boolean, number]>([
      ['its exit code is passed over', () => true, 2],
      ['what it prints is looked for', (text) => !startsBadly(text) && !startsWell(text), 5],
      ['it comes to its end', (text) => startsWell(text), 2],
    ])('%s → none', async (_, passes, runs) => {
      expect(await ended(NAMED, { passes })).toEqual({ path: undefined, runs });
    });
  });
});
