/**
 * Honest work in awkward shapes is complete at its first claim, or refused in words that the repair follows
 * from.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defined } from '../../../objects/defined.ts';
import { cacheDirectory } from '../../../settings/cache-directory.ts';
import { atMost } from '../../support/at-most.ts';
import { claim } from '../../support/model/scripts.ts';
import { type GateService, type Played, refusalsIn, startGateService } from '../gate-service.ts';
import { FILE_SHAPES } from './file-shapes.ts';
import { LENIENT_SHAPES } from './lenient-shapes.ts';
import { placeSource } from './place-source.ts';
import { RUN_SHAPES } from './run-shapes.ts';
import { goalOf, type HonestShape, REPAIR } from './shape.ts';
import { TOOL_SHAPES } from './tool-shapes.ts';
import { UNRUN_SHAPES } from './unrun-shapes.ts';
import { USER_SHAPES } from './user-shapes.ts';

const NOBODY = 65_534;
const AT_ONCE = 3;
/** `SHAPES='repository|npm' npm run test:night -- test/gate/honest`: only those whose name has it. */
const WANTED = new RegExp(process.env.SHAPES ?? '');
const wanted = (shapes: readonly HonestShape[]): HonestShape[] =>
  shapes.filter(({ name }) => WANTED.test(name));

interface Host {
  readonly name: string;
  readonly shapes: readonly HonestShape[];
  readonly uid?: number;
}

const HOSTS: readonly Host[] = [
  {
    name: 'a service of root',
    shapes: wanted([...FILE_SHAPES, ...TOOL_SHAPES, ...RUN_SHAPES, ...UNRUN_SHAPES, ...LENIENT_SHAPES]),
  },
  { name: 'a service of an ordinary user', shapes: wanted([...USER_SHAPES, ...FILE_SHAPES]), uid: NOBODY },
];

describe.each(HOSTS.filter(({ shapes }) => shapes.length > 0).map((host) => [host.name, host] as const))(
  '%s',
  (_, { shapes, uid }) => {
    let directory: string;
    let gate: GateService;
    let played: ReadonlyMap<HonestShape, Promise<Played>>;
    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'goalkeeper-test-'));
      chmodSync(directory, 0o755);
      mkdirSync(join(directory, 'state'));
      const names = new Map(shapes.map((shape, index) => [shape, `shape-${index}`]));
      for (const [shape, name] of names) placeSource(join(directory, name), shape);
      if (uid !== undefined) execFileSync('chown', ['-R', '-h', `${uid}:${uid}`, directory]);
      const owner = uid === undefined ? {} : { HOME: directory, GOALKEEPER_CACHE_DIR: cacheDirectory() };
      const sources = [...names.values()].map((name) => `${name}=${join(directory, name)}`).join(',');
      gate = await startGateService(
        { ...owner, WORKSPACE_SOURCES: sources },
        { dataDirectory: join(directory, 'state'), ...defined({ uid }) },
      );
      played = atMost(AT_ONCE, shapes, (shape) =>
        gate.play(goalOf(shape), repliesOf(shape), names.get(shape) ?? ''),
      );
    });
    afterAll(async () => {
      await gate?.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    test.each(shapes.map((shape) => [shape.name, shape] as const))(
      '%s → complete',
      async (_name, shape) => {
        const result = await played.get(shape);
        if (result === undefined) throw new Error('it was not played');
        const refusals = refusalsIn(result.items.filter(({ body }) => body.name === 'update_goal'));
        expect(refusals).toMatch(shape.refused?.words ?? /^$/);
        expect([result.goal.status, refusals]).toEqual(['complete', refusals]);
      },
      900_000,
    );
  },
);

test('the suite → each shape by a name of its own', () => {
  const all = [...FILE_SHAPES, ...TOOL_SHAPES, ...RUN_SHAPES, ...UNRUN_SHAPES, ...USER_SHAPES];
  const names = all.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(60);
});

const repliesOf = ({ work = [REPAIR], refused }: HonestShape) => [
  ...work,
  claim,
  ...(refused === undefined ? [] : [...refused.repair, claim]),
];
