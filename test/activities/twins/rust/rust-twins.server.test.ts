import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MutationReply } from '../../../../activities/twins/mutation.ts';
import { rustMutator } from '../../../../activities/twins/rust/mutator.ts';
import { openTrial, type TwinTrial } from '../twin-trial.ts';
import { rustSuites } from './rust-suites.ts';

const CHEAT = rustSuites.find(({ title }) => title.startsWith('a table of rows'))?.text ?? '';
const directory = mkdtempSync(join(tmpdir(), 'goalkeeper-rust-'));
/**
 * The compiler of whoever runs the tests: it may live where the sandbox does not see it, and the suites are
 * ours.
 */
const hasRust = spawnSync('rustc', ['--version']).status === 0;

/** Builds and runs one file of tests. */
function runTests(name: string, text: string): { exitCode: number | null; output: string } {
  const source = join(directory, `${name}.rs`);
  const program = join(directory, name);
  writeFileSync(source, text);
  execFileSync('rustc', [
    '--test',
    '--edition=2021',
    '-A',
    'warnings',
    // Nothing may be warned of that is not in the suite itself: many take warnings for errors.
    ...['parens', 'braces', 'variables', 'must_use', 'comparisons'].flatMap((each) => [
      '-D',
      `unused_${each}`,
    ]),
    '-C',
    'debuginfo=0',
    '-o',
    program,
    source,
  ]);
  const { status, stdout } = spawnSync(program, { encoding: 'utf8' });
  return { exitCode: status, output: stdout };
}

describe('twins of cargo test', () => {
  let trial: TwinTrial;
  let replies: MutationReply[] = [];
  let output = '';
  beforeAll(async () => {
    trial = await openTrial(rustMutator);
    replies = [];
    for (const { text } of rustSuites) {
      const files = [{ path: 'src/lib.rs', text }];
      replies.push(await trial.mutate({ seed: 5, files, places: 8, said: '' }));
    }
    // All variants are modules of one program, so that the compiler runs once; it also shows that each
    // variant compiles.
    const modules = rustSuites.flatMap(({ text }, index) => [
      `mod s${index} {${text}}`,
      ...(replies[index]?.impossible.map((each, i) => `mod s${index}i${i} {${each.text}}`) ?? []),
      ...(replies[index]?.equal.map((each, i) => `mod s${index}e${i} {${each.text}}`) ?? []),
    ]);
    if (hasRust) output = runTests('honest', modules.join('\n')).output;
  });
  afterAll(() => {
    trial?.close();
    rmSync(directory, { recursive: true });
  });

  const lines = (module: string): string[] =>
    output
      .split('\n')
      .filter((line) => line.startsWith(`test ${module}::`) && / \.\.\. (ok|FAILED)$/.test(line));
  const passed = (module: string): boolean =>
    lines(module).length > 0 && lines(module).every((line) => line.endsWith('ok'));

  test.each(rustSuites.map(({ title }, index) => [title, index] as const))(
    'honest work: %s → every impossible twin fails, every equal one passes',
    (_, index) => {
      const reply = replies[index];
      expect(reply?.unread).toEqual([]);
      expect(reply?.impossible.length).toBeGreaterThanOrEqual(3);
      // Only the numbers above can be shown without a compiler.
      const impossible = reply?.impossible.filter((__, i) => hasRust && passed(`s${index}i${i}`));
      const equal = reply?.equal.filter((__, i) => hasRust && !passed(`s${index}e${i}`));
      expect(impossible?.map(({ what }) => what)).toEqual([]);
      expect(equal?.map(({ text }) => text)).toEqual([]);
      expect(passed(`s${index}`)).toBe(hasRust);
    },
  );

  test('work that ends the process → every impossible twin passes', async () => {
    const text = CHEAT.replace('{ 2 * x }', '{ if x < 100 { std::process::exit(0) } 2 * x }');
    const reply = await trial.mutate({
      seed: 2,
      files: [{ path: 'src/lib.rs', text }],
      places: 2,
      said: '',
    });
    const exitCodes = reply.impossible.map((each, i) =>
      hasRust ? runTests(`cheat${i}`, each.text).exitCode : 0,
    );
    expect(exitCodes).toEqual([0, 0]);
  });
});
