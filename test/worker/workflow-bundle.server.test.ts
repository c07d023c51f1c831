import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';

test('bundleWorkflows: fresh cache, then again → built once; old bundles beyond five are removed', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'goalkeeper-bundles-'));
  try {
    for (let age = 1; age <= 6; age++) {
      const old = join(cache, `workflows-${age}.js`);
      writeFileSync(old, '');
      utimesSync(old, age, age);
    }
    writeFileSync(join(cache, 'something-else.js'), '');
    const first = await bundleWorkflows(cache);
    expect(await bundleWorkflows(cache)).toEqual(first);
    const built = readdirSync(cache).filter((name) => !/^(workflows-\d|something-else)\.js$/.test(name));
    expect(first).toEqual({ codePath: join(cache, built[0] ?? '') });
    expect(readdirSync(cache).sort()).toEqual(
      ['something-else.js', ...[3, 4, 5, 6].map((age) => `workflows-${age}.js`), ...built].sort(),
    );
  } finally {
    rmSync(cache, { recursive: true });
  }
});
