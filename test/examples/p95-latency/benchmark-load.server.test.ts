import { spawn } from 'node:child_process';
import { expect, jest, test } from '@jest/globals';
import { BENCHMARK } from '../../../examples/p95-latency/evidence.ts';
import { copyWorkspace } from './workspace-copy.ts';

jest.setTimeout(120_000);

test('benchmark: alone, and twice at once on a machine under load → the same figures to the last digit', async () => {
  const workspace = await copyWorkspace();
  const alone = await workspace.run(BENCHMARK);
  const busy = [1, 2, 3].map(() => spawn(process.execPath, ['-e', 'for (;;);']));
  try {
    const loaded = await Promise.all([workspace.run(BENCHMARK), workspace.run(BENCHMARK)]);
    expect(loaded.map(({ output }) => output)).toEqual([alone.output, alone.output]);
  } finally {
    for (const child of busy) child.kill('SIGKILL');
    await workspace.remove();
  }
  expect(alone.output).toMatch(/^p95_ms: 180\.4$/m);
});
