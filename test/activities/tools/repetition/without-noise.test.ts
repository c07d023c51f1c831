import { describe, expect, test } from '@jest/globals';
import { withoutNoise } from '../../../../activities/tools/repetition/without-noise.ts';

describe('withoutNoise: noise', () => {
  test.each([
    ['pytest', '=== 3 passed, 1 failed in 0.41s ===', '=== 3 passed, 1 failed in 1m 2.50s ==='],
    ['unittest', 'Ran 3 tests in 0.001s', 'Ran 3 tests in 0.004s'],
    ['jest', 'Time:        0.51 s, estimated 1 s', 'Time:        1.2 s'],
    ['jest, one test', '  ✓ adds (3 ms)', '  ✓ adds (12 ms)'],
    ['vitest', ' ✓ test/a.test.ts (3 tests) 12ms', ' ✓ test/a.test.ts (3 tests) 9ms'],
    ['vitest, account', '   Duration  320ms (transform 30ms)', '   Duration  290ms (transform 28ms)'],
    ['mocha', '  3 passing (12ms)', '  3 passing (9ms)'],
    ['node', '# duration_ms 31.2\nℹ duration_ms 31.2', '# duration_ms 29.9\nℹ duration_ms 29.9'],
    ['node, TAP', '  duration_ms: 31.2', '  duration_ms: 29.918'],
    ['go', 'ok  \tpkg/a\t0.012s', 'ok  \tpkg/a\t0.034s'],
    ['go, one test', '--- PASS: TestAdd (0.00s)', '--- PASS: TestAdd (0.01s)'],
    ['cargo', 'test result: ok. 3 passed; finished in 0.00s', 'test result: ok. 3 passed; finished in 0.02s'],
    ['cargo build', 'Finished dev target(s) in 0.51s', 'Finished dev target(s) in 1.3s'],
    ['maven', 'Tests run: 3, Time elapsed: 0.05 s', 'Tests run: 3, Time elapsed: 0.07 s'],
    ['gradle', 'BUILD SUCCESSFUL in 3s', 'BUILD SUCCESSFUL in 5s'],
    ['time', 'real\t0m1.20s\nuser\t0m0.1s', 'real\t0m1.31s\nuser\t0m0.2s'],
    ['a day with its time', 'up 2026-11-29T17:12:29.123Z', 'up 2026-11-29T17:12:31Z'],
    ['the time of a log', '2026/11/29 17:12:29 up\n[17:12:29] x', '2026/11/29 17:13:01 up\n[17:13:01] x'],
    ['ls -l', '-rw-r--r-- 1 me me 3 Nov 30 22:51 a', '-rw-r--r-- 1 me me 3 Nov 30 22:52 a'],
    ['seconds since 1970', 'now 1796077000', 'now 1796077060.123'],
    ['a process', 'pid 123 started\n(node:123) Warning', 'pid 4124 started\n(node:4124) Warning'],
    ['a job', '[1] 12345', '[1] 12399'],
    ['a log of a process', 'sshd[123]: refused', 'sshd[345]: refused'],
    ['a sanitizer', '==123==ERROR', '==4567==ERROR'],
    ['a port', 'listening on port 43211', 'listening on port 51002'],
    [
      'a port behind a host',
      'refused 127.0.0.1:43210, http://localhost:41',
      'refused 127.0.0.1:3210, http://localhost:8123',
    ],
    ['a temporary path', 'at /tmp/tmp.abc/x', 'at /tmp/tmp.xyz/x'],
    ['a temporary name', 'made tmp.Ab3dEfGh', 'made tmp.Zq9dEfGi'],
    ['an address', '<object at 0x7f12ab34>', '<object at 0x7fde0012>'],
    ['a UUID', 'id 6f1a2b3c-0000-4000-8000-0123456789ab', 'id 6f1a2b3d-0000-4000-8000-0123456789ab'],
  ])('%s → alike', (_, one, other) => {
    expect(withoutNoise(one)).toBe(withoutNoise(other));
  });
});

describe('withoutNoise: figures', () => {
  test.each([
    ['p95: 360ms', 'p95: 324ms'],
    ['p95 180 ms', 'p95 20 ms'],
    ['took 3 m', 'took 9 m'],
    ['length: 12 m', 'length: 90 m'],
    ['ratio 4:30', 'ratio 5:10'],
    ['best 01:23:45', 'best 01:20:10'],
    ['ETA 10:20', 'ETA 01:05'],
    ['due 2026-01-01', 'due 2026-12-31'],
    ['1000 requests in 12.3s', '1000 requests in 9.8s'],
    ['elapsed: 360ms', 'elapsed: 320ms'],
    ['duration_ms: 360', 'duration_ms: 320'],
    ['12 tests, p95: 360ms', '12 tests, p95: 324ms'],
    ['Time: 360 ms', 'Time: 320 ms'],
    ['3 tests failed', '2 tests failed'],
    ['score 0.81', 'score 0.82'],
    ['epoch 3, step 1796077', 'epoch 3, step 1796078'],
    ['a.ts:12: error', 'a.ts:13: error'],
    ['port 80 open, 3 closed', 'port 80 open, 4 closed'],
  ])('%s, %s → apart', (one, other) => {
    expect(withoutNoise(one)).not.toBe(withoutNoise(other));
  });
});
