import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { javaMutator } from '../../../../activities/twins/java/mutator.ts';
import type { MutationReply } from '../../../../activities/twins/mutation.ts';
import { cacheDirectory } from '../../../../settings/cache-directory.ts';
import { openTrial, type TwinTrial } from '../twin-trial.ts';
import { JUNIT, javaSuites } from './java-suites.ts';

const SOURCE = 'src/test/java/work/WorkTest.java';
const directory = mkdtempSync(join(tmpdir(), 'goalkeeper-java-'));

describe('twins of JUnit', () => {
  let trial: TwinTrial | undefined;
  let replies: MutationReply[] = [];
  let output = '';
  /** Where there is no JDK, what the service says of it is all that can be shown. */
  let missing: string | undefined;

  beforeAll(async () => {
    const available = await javaMutator.availability(cacheDirectory());
    if (!available.ok) {
      missing = available.reason;
      return;
    }
    trial = await openTrial(javaMutator);
    replies = [];
    for (const { text } of javaSuites)
      replies.push(await trial.mutate({ seed: 4, files: [{ path: SOURCE, text }], places: 8, said: '' }));
    // Every variant is a package of its own, so that one run of the compiler does for all; it shows that each
    // one compiles.
    const packages = javaSuites.flatMap(({ text }, index) => [
      [`s${index}`, text] as const,
      ...(replies[index]?.impossible.map((each, i) => [`s${index}i${i}`, each.text] as const) ?? []),
      ...(replies[index]?.equal.map((each, i) => [`s${index}e${i}`, each.text] as const) ?? []),
    ]);
    const files = {
      ...JUNIT,
      ...Object.fromEntries(
        packages.map(([name, text]) => [
          `${name}/WorkTest.java`,
          text.replace('package work;', `package ${name};`),
        ]),
      ),
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    const java = available.argv[0] ?? '';
    execFileSync(`${java}c`, ['-nowarn', '-d', 'classes', ...Object.keys(files)], { cwd: directory });
    output = execFileSync(java, ['-cp', 'classes', 'Run', ...packages.map(([name]) => name)], {
      cwd: directory,
      encoding: 'utf8',
    });
  });
  afterAll(() => {
    trial?.close();
    rmSync(directory, { recursive: true });
  });

  const passed = (name: string): boolean => output.split('\n').includes(`${name} ok`);

  test('availability: a JDK below /usr/lib/jvm → the program is built and runs in the sandbox; else the reason names it', () => {
    if (missing === undefined) expect(replies.flatMap(({ unread }) => unread)).toEqual([]);
    else expect(missing).toMatch(/JDK|cannot be built/);
  });

  test.each(javaSuites.map(({ title }, index) => [title, index] as const))(
    'honest work: %s → every impossible twin fails, every equal one passes',
    (_, index) => {
      const reply = replies[index];
      if (reply === undefined) return expect(missing).toBeDefined();
      expect(passed(`s${index}`)).toBe(true);
      expect(reply.impossible.length).toBeGreaterThanOrEqual(3);
      expect(reply.equal.length).toBe(1);
      const impossible = reply.impossible.filter((__, i) => passed(`s${index}i${i}`));
      const equal = reply.equal.filter((__, i) => !passed(`s${index}e${i}`));
      expect(impossible.map(({ what }) => what)).toEqual([]);
      expect(equal.map(({ text }) => text)).toEqual([]);
    },
  );

  test('what cannot be parsed → named, and nothing changed in it', async () => {
    if (trial === undefined) return expect(missing).toBeDefined();
    const files = [{ path: SOURCE, text: 'class {' }];
    const reply = await trial.mutate({ seed: 1, files, places: 2, said: '' });
    expect(reply).toMatchObject({ expectations: 0, impossible: [], equal: [], unread: [{ path: SOURCE }] });
  });
});
