import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { leftProcessesIn } from '../../../activities/sandbox/command/init-script.ts';
import { openTestSandbox, type TestSandbox } from '../../support/sandbox/sandbox.ts';

let box: TestSandbox;
beforeAll(async () => {
  box = await openTestSandbox();
});
afterAll(() => box?.close());

const leftBy = async (command: string): Promise<readonly string[] | undefined> =>
  (
    await box.sandbox.run({
      workspace: box.makeWorkspace(),
      argv: ['/bin/bash', '-c', command],
      timeoutMs: 60_000,
    })
  ).leftProcesses;

const FIRST_THREAD_ENDS = `python3 -c "
import ctypes, threading, time
threading.Thread(target=lambda: time.sleep(30)).start()
ctypes.CDLL(None).pthread_exit(None)
" & sleep 1`;

/** Each process of the chain is gone before anybody can look at it twice. */
const FORK_CHAIN = `python3 -c "
import os
if os.fork(): os._exit(0)
while True:
  if os.fork(): os._exit(0)
"`;

describe('sandbox: processes left when the command has ended', () => {
  test.each<[string, string, readonly unknown[]]>([
    ['none', 'echo done; sleep 0.01', []],
    ['one in the background', 'sleep 30 & exit 3', ['sleep']],
    ['one in another session, without a descriptor', 'setsid sleep 30 <&- >&- 2>&- & exit', ['sleep']],
    [
      'one that tries to stop who looks',
      '(while :; do kill -STOP 1; kill -KILL 1; sleep 0.01; done) &',
      [expect.any(String)],
    ],
    ['one whose first thread has ended', FIRST_THREAD_ENDS, ['python3']],
    ['one that forks and ends without a break', FORK_CHAIN, [expect.any(String)]],
    ['one that is just ending', '(sleep 0.05 &)', []],
    [
      'an orphan that has ended, nobody asked for it',
      '(bash -c "sleep 0.01 & exec sleep 0.02" &) ; sleep 0.1',
      [],
    ],
  ])('%s → named, and nobody else', async (_, command, names) => {
    const left = await leftBy(command);
    expect(left?.slice(0, 1)).toEqual(names);
  });

  test('a name with a line break in it → one name', async () => {
    const left = await leftBy(
      `python3 -c "import ctypes, time; ctypes.CDLL(None).prctl(15, b'a\\nend\\n'); time.sleep(30)" & sleep 0.5`,
    );
    expect(left).toEqual(['a\\nend\\n']);
  });

  test('a command that was killed → not known', async () => {
    const argv = ['/bin/bash', '-c', 'sleep 30 & sleep 30'];
    const result = await box.sandbox.run({ workspace: box.makeWorkspace(), argv, timeoutMs: 500 });
    expect([result.endedBy, result.leftProcesses]).toEqual(['timeout', undefined]);
  });
});

describe('leftProcessesIn', () => {
  test.each<[string, string, string[]]>([
    ['nobody', 'end\n', []],
    ['two', 'left a b\nleft c\nend\n', ['a b', 'c']],
    ['a report that was cut', 'left a\n', ['(unknown)']],
    ['no report', '', ['(unknown)']],
  ])('%s → read', (_, report, names) => {
    expect(leftProcessesIn(report)).toEqual(names);
  });
});
