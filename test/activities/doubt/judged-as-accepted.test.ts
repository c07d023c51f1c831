import { describe, expect, test } from '@jest/globals';
import type { PathFilter } from '../../../activities/accepted/path-filter.ts';
import type { ExaminedCheck } from '../../../activities/checks/examine.ts';
import type { Grounds } from '../../../activities/checks/grounds.ts';
import { judgedAsAccepted } from '../../../activities/doubt/judged-as-accepted.ts';
import type { StateEntry } from '../../../states/state-entry.ts';
import { checkWith } from '../../support/contract/sample-contract.ts';

const TEST = "test('small', () => {\n  equal(area(2, 3), 6);\n});\n";
const PATH = 'src/area.test.mjs';
const ACCEPTED = { [PATH]: TEST, 'src/area.mjs': '' };

type Files = Readonly<Record<string, string>>;
const stateOf = (files: Files) =>
  new Map(
    Object.entries(files).map(([path, text]): [string, StateEntry] => [
      path,
      { kind: 'file', mode: 0o644, sha256: text, sizeBytes: 1, mtime: '0' },
    ]),
  );

/** `passes`: by what stands there as it was accepted, or is left out. */
async function judged(now: Files, passes: (asAccepted: readonly string[]) => boolean, read = [PATH]) {
  const runs: string[][] = [];
  const groundsOf = (isAccepted: PathFilter): Grounds =>
    ({
      survey: {
        accepted: stateOf(ACCEPTED),
        plan: { placed: [], leftOut: [], composed: stateOf(now) },
        ownership: { isProtected: () => false },
        decidesChecks: (path: string) => path.includes('.test.'),
      },
      settings: {
        signal: new AbortController().signal,
        sandbox: {
          run: async ({ workspace }: { workspace: string }) => ({
            endedBy: 'exit',
            exitCode: workspace === 'passes' ? 0 : 1,
            output: 'AssertionError: 4 != 6\nFAILED (failures=1)',
          }),
        },
      },
      copies: {
        withWork: {
          use: async (work: (workspace: string) => Promise<unknown>) => {
            const paths = Object.keys({ ...ACCEPTED, ...now }).filter((path) => isAccepted(path));
            runs.push(paths);
            return { result: await work(passes(paths) ? 'passes' : 'fails') };
          },
        },
      },
      withAccepted: groundsOf,
    }) as unknown as Grounds;
  const reads = { known: true, files: read, changed: read, undeclared: read, count: read.length };
  const examined = { check: checkWith(), runs: [{ reads }], known: {} } as unknown as ExaminedCheck;
  const grounds = groundsOf(() => false);
  const states = { contentOf: async (sha256: string) => Buffer.from(sha256) };
  const found = await judgedAsAccepted([examined], grounds, states);
  const { failure } = found;
  return {
    asked: found.changedTests,
    runs,
    isOther: found.grounds !== grounds,
    ...(failure === undefined ? {} : { failure }),
  };
}

const MORE = `${TEST}\nfor (const own of [assert]) own.equal = () => {};\n`;

describe('judgedAsAccepted', () => {
  test('nothing was added to a test, or to none that was read → no run more', async () => {
    expect(await judged({ ...ACCEPTED, 'src/area.mjs': '1' }, () => true)).toMatchObject({ runs: [] });
    expect(await judged({ ...ACCEPTED, [PATH]: MORE }, () => true, [])).toMatchObject({ runs: [] });
  });

  test('it passes with the accepted test → nobody is asked, and that is what is doubted', async () => {
    const now = { ...ACCEPTED, [PATH]: MORE };
    expect(await judged(now, () => true)).toEqual({ asked: [], runs: [[PATH]], isOther: true });
  });

  test('it fails with the accepted test → asked about, with the line that says why', async () => {
    const now = { ...ACCEPTED, [PATH]: MORE };
    expect(await judged(now, () => false)).toEqual({
      ...{ asked: [PATH], runs: [[PATH]], isOther: false },
      failure: { paths: [PATH], check: 'tests', said: 'AssertionError: 4 != 6' },
    });
  });

  test('a new test leans on what was added → left out with it', async () => {
    const now = { ...ACCEPTED, [PATH]: MORE, 'src/more.test.mjs': '' };
    const both = [PATH, 'src/more.test.mjs'];
    expect(await judged(now, (paths) => paths.length === 2)).toEqual({
      asked: [],
      runs: [[PATH], both],
      isOther: true,
    });
  });
});
