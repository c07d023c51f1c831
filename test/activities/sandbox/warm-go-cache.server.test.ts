import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createWarmGoCache } from '../../../activities/sandbox/warm-go-cache.ts';
import { openTestSandbox, type TestSandbox } from '../../support/sandbox/sandbox.ts';
import { createScriptedSandbox } from '../../support/sandbox/scripted-sandbox.ts';

const identity = { uid: 65_534, gid: 65_534, drop: process.getuid?.() === 0 };
let box: TestSandbox;
let workspace: string;
let cacheDirectory: string;
beforeAll(async () => {
  box = await openTestSandbox();
  workspace = box.makeWorkspace();
  cacheDirectory = mkdtempSync(join(tmpdir(), 'goalkeeper-test-'));
  chmodSync(cacheDirectory, 0o755);
});
afterAll(() => {
  box.close();
  rmSync(cacheDirectory, { recursive: true, force: true });
});

describe('createWarmGoCache', () => {
  test('no Go, or one that does not run → nothing, and asked once', async () => {
    const sandbox = createScriptedSandbox(() => ({ exitCode: 127, output: 'go: not found' }));
    const warm = createWarmGoCache({ sandbox, identity, cacheDirectory });
    expect(await warm()).toEqual({});
    expect(await warm()).toEqual({});
    expect(sandbox.commands).toHaveLength(1);
  });

  test('a Go that cannot compile its own library → nothing, and nothing is left', async () => {
    const sandbox = createScriptedSandbox((_, index) =>
      index === 0 ? { output: 'go version go1.99 linux/amd64\n' } : { exitCode: 1 },
    );
    expect(await createWarmGoCache({ sandbox, identity, cacheDirectory })()).toEqual({});
    expect(existsSync(join(cacheDirectory, 'go-build', 'go1.99-linux-amd64'))).toBe(false);
  });

  test('Go where there is one → its tests run with the cache, read-only, and an empty HOME', async () => {
    const has = await box.sandbox.run({
      workspace: workspace,
      argv: ['/bin/sh', '-c', 'command -v go'],
      timeoutMs: 9_000,
    });
    const cache = await createWarmGoCache({ sandbox: box.sandbox, identity, cacheDirectory })();
    expect(cache.env !== undefined).toBe(has.exitCode === 0);
    if (cache.env === undefined) return;
    writeFileSync(join(workspace, 'go.mod'), 'module x\n\ngo 1.21\n');
    writeFileSync(
      join(workspace, 'x_test.go'),
      'package x\n\nimport "testing"\n\nfunc TestX(t *testing.T) {}\n',
    );
    const result = await box.sandbox.run({
      workspace: workspace,
      argv: ['/bin/bash', '-c', 'go test ./... && ! touch "$GOCACHE/forged"'],
      timeoutMs: 120_000,
      ...cache,
    });
    expect(result).toMatchObject({ exitCode: 0, output: expect.stringMatching(/^ok\s+x\s/) });
  });
});
