/**
 * Programs under test that print what their harness should have printed, in the real sandbox; beside each an
 * honest one.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { judgeRun, type RunVerdict, wantedOf } from '../../../activities/checks/judge-run.ts';
import type { MetricExpectation } from '../../../workflows/contract/contract.ts';
import { checkWith } from '../../support/contract/sample-contract.ts';
import { openTestSandbox, type TestSandbox } from '../../support/sandbox/sandbox.ts';

let box: TestSandbox;
let workspace: string;
beforeAll(async () => {
  box = await openTestSandbox();
});
beforeEach(() => {
  workspace = box.makeWorkspace();
});
afterAll(() => box?.close());

const put = (name: string, text: string): void => writeFileSync(join(workspace, name), text, { mode: 0o644 });

async function judged(harness: string, program: string, metric: MetricExpectation): Promise<RunVerdict> {
  put('harness.mjs', harness);
  put('program.mjs', program);
  const check = checkWith({ expect: { exitCode: 0, metric } });
  const argv = ['/bin/bash', '-c', 'node harness.mjs'];
  return judgeRun(check, await box.sandbox.run({ workspace, argv, timeoutMs: 60_000, ...wantedOf(check) }));
}

/** Runs the program, its stderr as given, and prints how often its answer was right. */
const harness = (
  stderr: 'pipe' | 'inherit',
  print: string,
): string => `import { spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';
const { stdout } = spawnSync(process.execPath, ['program.mjs'], { stdio: ['ignore', 'pipe', '${stderr}'], encoding: 'utf8' });
const passed = stdout.trim() === '42' ? 3 : 0;
${print}
`;
const LINE = "console.log('passed: ' + passed);";
const JSON_LINE = 'console.log(JSON.stringify({ passed }));';
const JSON_LINES = 'console.log(JSON.stringify({ passed }, null, 2));';
const CHANNEL = "writeSync(3, 'passed: ' + passed + '\\n');";
const HONEST = "console.log(42); console.error('nothing to say');";

const intoParent = (text: string): string =>
  `import { writeFileSync } from 'node:fs';
try { writeFileSync('/proc/' + process.ppid + '/fd/1', ${JSON.stringify(text)}); } catch {}
try { writeFileSync('/proc/' + process.ppid + '/fd/3', ${JSON.stringify(text)}); } catch {}`;
const ontoStderr = (text: string): string => `process.stderr.write(${JSON.stringify(text)});`;
/** A child that outlives the harness and prints on. */
const LINGERS = `import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
const out = openSync('/proc/' + process.ppid + '/fd/1', 'w');
const script = 'for (;;) { console.log("passed: 3"); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1); }';
spawn(process.execPath, ['-e', script], { detached: true, stdio: ['ignore', out, out] }).unref();`;
/**
 * Watches for the harness's end, closes what the program has opened in front of its figure, and ends at once.
 */
const WRAPS = (before: string, after: string): string => `import { spawn } from 'node:child_process';
import { openSync, writeSync } from 'node:fs';
const out = openSync('/proc/' + process.ppid + '/fd/1', 'w');
writeSync(out, ${JSON.stringify(before)});
const script = 'const fs = require("fs"); while (fs.existsSync("/proc/' + process.ppid + '/fd/1")); fs.writeSync(1, ' + ${JSON.stringify(JSON.stringify(after))} + ')';
spawn(process.execPath, ['-e', script], { detached: true, stdio: ['ignore', out, out] }).unref();`;

const MARKER: MetricExpectation = { marker: 'passed', op: '==', value: 3 };
const PATH: MetricExpectation = { jsonPath: 'passed', op: '==', value: 3 };
const ON_CHANNEL: MetricExpectation = { ...MARKER, source: 'channel' };

describe('a figure forged by the program under test', () => {
  test.each<[string, string, string, MetricExpectation]>([
    [
      "an unfinished line through the harness's own stdout",
      harness('pipe', LINE),
      intoParent('passed: 3\nbench '),
      MARKER,
    ],
    [
      'an unfinished line on inherited stderr',
      harness('inherit', LINE),
      ontoStderr('passed: 3\nbench '),
      MARKER,
    ],
    [
      'an unfinished colour on inherited stderr',
      harness('inherit', LINE),
      ontoStderr('passed: 3\n\u001b['),
      MARKER,
    ],
    [
      'an unfinished title on inherited stderr',
      harness('inherit', LINE),
      ontoStderr('passed: 3\n\u001b]'),
      MARKER,
    ],
    ['a child that prints on', harness('pipe', LINE), LINGERS, MARKER],
    ['a child that prints on, and JSON as the figure', harness('pipe', JSON_LINE), LINGERS, PATH],
    [
      'a JSON line before JSON on several',
      harness('inherit', JSON_LINES),
      ontoStderr('{"passed":3}\n'),
      PATH,
    ],
    ['JSON put around the true one', harness('pipe', JSON_LINE), WRAPS('{"passed":3,"x":', '}'), PATH],
    [
      'JSON put around that on several lines',
      harness('pipe', JSON_LINES),
      WRAPS('{"passed":3,"x":', '}'),
      PATH,
    ],
    ['an open JSON string', harness('inherit', JSON_LINE), ontoStderr('{"passed":3}\n{"x":"'), PATH],
    [
      'another unit behind it',
      harness('inherit', "console.log('passed: ' + (3 - passed) + 's');"),
      ontoStderr('passed: 3ms\n'),
      MARKER,
    ],
    [
      'a flood, so that the true one is cut out',
      harness('inherit', `${LINE} process.exit(0);`),
      "process.stderr.write('passed: 3\\n'.repeat(2_000_000));",
      MARKER,
    ],
    ["a write into the harness's channel", harness('pipe', CHANNEL), intoParent('passed: 3\n'), ON_CHANNEL],
    [
      'lines in the output, and a channel',
      harness('inherit', CHANNEL),
      ontoStderr('passed: 3\n'),
      ON_CHANNEL,
    ],
  ])('%s → refused', async (_, script, program, metric) => {
    const { passed, reason } = await judged(script, program, metric);
    expect([passed, reason]).toEqual([false, expect.any(String)]);
  });

  test.each<[string, string, MetricExpectation]>([
    ['a line', harness('inherit', LINE), MARKER],
    ['JSON on a line', harness('inherit', JSON_LINE), PATH],
    ['JSON on several lines', harness('pipe', JSON_LINES), PATH],
    ['the channel', harness('inherit', CHANNEL), ON_CHANNEL],
  ])('an honest program, and %s → passed', async (_, script, metric) => {
    expect(await judged(script, HONEST, metric)).toEqual({ passed: true, metric: 3, cannotRun: false });
  });

  test('a report of 1.5 MB on one line, printed by an honest harness → read whole', async () => {
    const print = "console.log(JSON.stringify({ log: 'x'.repeat(1_500_000), passed }));";
    expect(await judged(harness('inherit', print), HONEST, PATH)).toMatchObject({ passed: true, metric: 3 });
  });
});
