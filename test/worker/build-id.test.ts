import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { buildId } from '../../worker/build-id.ts';

test('build id: other code → another name; the same code → the same, from a file as well', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'goalkeeper-test-'));
  const codePath = join(directory, 'workflows.js');
  try {
    await writeFile(codePath, 'one();');
    const one = await buildId({ code: 'one();' });
    expect(await buildId({ codePath })).toBe(one);
    expect(await buildId({ code: 'two();' })).not.toBe(one);
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('build id: nine events of a turn repeat it → at most 24 characters', async () => {
  expect((await buildId({ code: 'one();' })).length).toBeLessThanOrEqual(24);
});
