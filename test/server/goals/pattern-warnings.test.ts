import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let source: string;

beforeAll(async () => {
  source = await mkdtemp(join(tmpdir(), 'source-'));
  for (const path of ['test/run.mjs', 'src/a.js', 'package.json']) {
    await mkdir(join(source, dirname(path)), { recursive: true });
    await writeFile(join(source, path), '');
  }
  bench = await openRestBench({}, { shop: source, elsewhere: '/nowhere/shop' });
});
afterAll(async () => {
  await bench.close();
  await rm(source, { recursive: true });
});
beforeEach(() => {
  bench.threads.isWorkerUp = true;
});

const goalWith = (protectedPaths: string[], writePaths?: string[]) => ({
  ...FILE_GOAL,
  verification: { ...FILE_GOAL.verification, protectedPaths },
  ...(writePaths && { boundaries: { writePaths } }),
});

async function goalUrlOf(sourceName?: string): Promise<string> {
  const workspace = sourceName === undefined ? {} : { workspace: { source: sourceName } };
  const { threadId } = (await bench.call('POST', '/v1/threads', workspace)).json();
  return `/v1/threads/${threadId}/goal`;
}

const paths = (body: { warnings?: { code: string; field: string }[] }) =>
  body.warnings?.map(({ code, field }) => `${code} ${field}`);

describe('PUT goal', () => {
  test('patterns that match nothing of the source → named, with what comes near', async () => {
    const goal = goalWith(['test', 'tets/**', 'jest.config.*', 'bench/**'], ['scr/**', 'docs/**']);
    const reply = await bench.call('PUT', await goalUrlOf('shop'), goal);
    expect(reply.statusCode).toBe(201);
    expect(paths(reply.json())).toEqual([
      'patternMatchesNothing verification.protectedPaths.1',
      'sealedAsAbsent verification.protectedPaths.2',
      'patternMatchesNothing verification.protectedPaths.3',
      'workMatchesNothing boundaries.writePaths.0',
    ]);
    expect(reply.json().warnings[0].message).toContain('Did you mean "test/**"?');
  });

  test('work that is protected as well → named with the remedy, also where nothing is known of the workspace', async () => {
    const goal = goalWith(['src/**', 'test/**'], ['new/**', 'src/a.js']);
    for (const source of ['shop', 'elsewhere']) {
      const reply = await bench.call('PUT', await goalUrlOf(source), goal);
      expect([reply.statusCode, ...(paths(reply.json()) ?? [])]).toEqual([
        201,
        'workIsProtected boundaries.writePaths.1',
      ]);
      expect(reply.json().warnings[0].message).toMatch(
        /src\/a\.js is declared as the work and protected.*PATCH …\/goal/,
      );
    }
  });

  test('a protected file within the work → no warning', async () => {
    const reply = await bench.call('PUT', await goalUrlOf('shop'), goalWith(['src/a.js'], ['src/**']));
    expect(reply.json()).not.toHaveProperty('warnings');
  });

  test('patterns that match → no warnings; GET gives the same goal', async () => {
    const url = await goalUrlOf('shop');
    const reply = await bench.call('PUT', url, goalWith(['test/**', 'package.json'], ['src/**', 'new/**']));
    expect(reply.json()).not.toHaveProperty('warnings');
    const { findings, ...set } = reply.json();
    expect(findings).toContainEqual(expect.objectContaining({ code: 'noConstraints', field: 'constraints' }));
    expect((await bench.call('GET', url)).json()).toEqual(set);
  });

  test('no source → the workspace is empty, and a pattern protects nothing that is there', async () => {
    const reply = await bench.call('PUT', await goalUrlOf(), goalWith(['test/**']));
    expect(paths(reply.json())).toEqual(['patternMatchesNothing verification.protectedPaths.0']);
  });

  test('a source that cannot be read here → nothing is known, and nothing is said', async () => {
    const reply = await bench.call('PUT', await goalUrlOf('elsewhere'), goalWith(['nope/**']));
    expect([reply.statusCode, reply.json().warnings]).toEqual([201, undefined]);
  });

  test('a workspace that was kept → by what it holds now, not by its source', async () => {
    const url = await goalUrlOf('shop');
    await bench.journal.savePaths(url.split('/')[3] ?? '', ['bench', 'bench/run.mjs']);
    const reply = await bench.call('PUT', url, goalWith(['bench/**', 'test/**']));
    expect(paths(reply.json())).toEqual(['patternMatchesNothing verification.protectedPaths.1']);
  });

  test('a thread that has worked, and was never kept → nothing is known', async () => {
    const url = await goalUrlOf('shop');
    const threadId = url.split('/')[3] ?? '';
    const state = bench.threads.states.get(threadId);
    if (state === undefined) throw new Error('no thread');
    bench.threads.states.set(threadId, { ...state, turn: 1 });
    expect((await bench.call('PUT', url, goalWith(['nope/**']))).json()).not.toHaveProperty('warnings');
  });

  test('a shell glob → 400 with the remedy', async () => {
    const reply = await bench.call('PUT', await goalUrlOf('shop'), goalWith(['{test,bench}/**']));
    expect(reply.json()).toMatchObject({
      status: 400,
      errors: [
        {
          field: 'verification.protectedPaths.0',
          message: expect.stringContaining('write two patterns: "test/**", "bench/**"'),
        },
      ],
    });
  });
});

test('POST threads with a goal → its warnings, at their place in the body', async () => {
  const body = { workspace: { source: 'shop' }, goal: goalWith(['tests']) };
  const reply = await bench.call('POST', '/v1/threads', body);
  expect(reply.statusCode).toBe(201);
  expect(paths(reply.json())).toEqual(['patternMatchesNothing goal.verification.protectedPaths.0']);
});

test('PATCH goal: other patterns → named; anything else → not said again', async () => {
  const url = await goalUrlOf('shop');
  await bench.call('PUT', url, goalWith(['nope/**']));
  const edited = await bench.call('PATCH', url, { verification: { protectedPaths: ['test', 'nope/**'] } });
  expect(paths(edited.json())).toEqual(['patternMatchesNothing verification.protectedPaths.1']);
  expect((await bench.call('PATCH', url, { objective: 'Better' })).json()).not.toHaveProperty('warnings');
});

test('PATCH goal: an edit that protects the work of the contract → named', async () => {
  const url = await goalUrlOf('shop');
  await bench.call('PUT', url, goalWith(['test/**'], ['src/**']));
  const edited = await bench.call('PATCH', url, { verification: { protectedPaths: ['test/**', 'src/**'] } });
  expect(paths(edited.json())).toEqual(['workIsProtected boundaries.writePaths.0']);
  expect((await bench.call('PATCH', url, { objective: 'Better' })).json()).not.toHaveProperty('warnings');
});

test('POST goal-drafts with a source → the same as findings; an unknown source → 400', async () => {
  const draft = (workspace: object) =>
    bench.call('POST', '/v1/goal-drafts', { contract: goalWith(['tset', '.npmrc'], ['scr']), workspace });
  const { findings } = (await draft({ source: 'shop' })).json();
  expect(findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ code: 'patternMatchesNothing', field: 'verification.protectedPaths.0' }),
      expect.objectContaining({ code: 'sealedAsAbsent', field: 'verification.protectedPaths.1' }),
      expect.objectContaining({ code: 'workMatchesNothing', field: 'boundaries.writePaths.0' }),
    ]),
  );
  expect((await draft({ source: 'etc' })).json()).toMatchObject({
    status: 400,
    errors: [{ field: 'workspace.source' }],
  });
});
