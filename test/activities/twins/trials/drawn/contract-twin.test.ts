import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../../../activities/twins/drawing/random.ts';
import type { RunOnAccepted } from '../../../../../activities/twins/trials/accepted-run.ts';
import { tryOwnTwin, withOwnTwin } from '../../../../../activities/twins/trials/drawn/contract-twin.ts';

const ACCEPTED: Readonly<Record<string, string>> = {
  'check.sh': 'exit 1\n',
  'tests/run.py': 'print(1)\n',
  'expected.txt': '6\n',
  'tests/want.py': 'a = 1\n',
};
const CAN_FAIL = { check: 'tests', standing: 'canFail', tried: 1, survived: 0 } as const;

interface Tried {
  /** Whether the check passes with this text of a changed file. */
  readonly passes: (text: string) => boolean;
  readonly changed?: string;
  readonly comparesText?: boolean;
  /** What is said on the accepted state. */
  readonly says?: (text: string) => string;
}

/** The check fails with the contract's twin in place. */
async function tried({
  passes,
  changed = 'tests/run.py',
  comparesText = false,
  says = () => 'failed',
}: Tried) {
  let runs = 0;
  const onAccepted: RunOnAccepted = async ({ changes }) => ({
    passed: false,
    gist: says(changes[0]?.text ?? ''),
  });
  const result = await tryOwnTwin(
    {
      check: { command: 'sh check.sh', runs: 1, twin: { command: 'sed -i s/1/2/ tests/run.py' } },
      tookMs: 1,
      runVariant: async () => {
        runs += 1;
        const prepared = `said: 2\nFiles that the twin has changed:\n${changed}\n`;
        return { ended: 'judged', passed: false, durationMs: 1, prepared };
      },
      textOf: async (path) => ACCEPTED[path],
      onAccepted,
      files: [],
      programs: {
        files: [{ path: 'tests/run.py', text: '', role: 'started' }],
        parts: [],
        modules: new Set(),
        wantedCode: 0,
      },
    },
    { record: () => undefined },
    {
      ...{ random: createRandom(1), comparesText },
      passesWithWork: async ([change]) => {
        runs += 1;
        return passes(change?.text ?? ACCEPTED[changed] ?? '');
      },
    },
  );
  return { summary: withOwnTwin(CAN_FAIL, result), runs };
}
const isAccepted = (text: string): boolean => text === ACCEPTED['tests/run.py'];

describe("the contract's own twin, with its files written differently beside it", () => {
  test('work that knows the accepted text, and fails with any other → recognised', async () => {
    const { summary } = await tried({ passes: isAccepted });
    expect(summary).toMatchObject({
      standing: 'recognised',
      reason: expect.stringContaining('tests/run.py, which the contract'),
    });
  });

  test('work that knows what the command starts, known as a program or not → recognised', async () => {
    const passes = (text: string): boolean => text === ACCEPTED['check.sh'];
    expect((await tried({ passes, changed: 'check.sh' })).summary).toMatchObject({ standing: 'recognised' });
  });

  test('honest work passes with them → it can fail, after one more run', async () => {
    expect(await tried({ passes: () => true })).toEqual({ summary: CAN_FAIL, runs: 2 });
  });

  test.each<[string, Tried]>([
    ['the check fails by chance', { passes: () => false }],
    ['the command compares text', { passes: isAccepted, comparesText: true }],
    ['the check looks at the text without the work as well', { passes: isAccepted, says: (text) => text }],
    ['nothing can be written differently', { passes: isAccepted, changed: 'expected.txt' }],
    ['it changes a golden file that holds code', { passes: isAccepted, changed: 'tests/want.py' }],
    ['it has made the file', { passes: isAccepted, changed: 'other.py' }],
  ])('%s → it can fail', async (_, how) => {
    expect((await tried(how)).summary).toEqual(CAN_FAIL);
  });
});
