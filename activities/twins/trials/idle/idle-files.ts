/**
 * Which test files a check reads and does not run: it copies a folder, searches through all files, or starts
 * others by a script. Shown on the accepted state, where nothing of the model's runs: with every test
 * expecting nothing the check passes to its end, and goes on passing with these files broken, while it fails
 * with any of the rest broken.
 */
import type { RunOnAccepted } from '../accepted-run.ts';
import type { TestFile } from '../find-twins.ts';
import { BROKEN, passingText } from '../harmless-texts.ts';
import type { PassesWithWork } from '../passes-with-work.ts';
import { mayRun } from '../started-tests.ts';

export interface IdleProbes {
  readonly onAccepted: RunOnAccepted;
  /** Whether the check passes on the work, with these texts in the place of files. */
  readonly passesWithWork: PassesWithWork;
}

/** Each probe takes as long as the check. */
const MAX_PROBES = 24;

/** `undefined` where it cannot be told for sure: then every file counts as run. */
export async function idleFiles(
  files: readonly TestFile[],
  { onAccepted, passesWithWork }: IdleProbes,
): Promise<readonly string[] | undefined> {
  const passing = files.flatMap(({ path, text }) => {
    const harmless = passingText({ path, text });
    return harmless === undefined ? [] : [{ path, text: harmless }];
  });
  if (passing.length < files.length) return undefined;
  let probes = 0;
  const passesWithout = async (broken: readonly string[]): Promise<boolean> => {
    probes += 1;
    const changes = passing.map((file) => (broken.includes(file.path) ? { ...file, text: BROKEN } : file));
    return (await onAccepted({ changes })).passed;
  };
  if (!(await passesWithout([]))) return undefined;
  const live: string[] = [];
  const search = async (some: readonly string[]): Promise<void> => {
    if (probes >= MAX_PROBES) live.push(...some);
    else if (await passesWithout(some)) return;
    else if (some.length === 1) live.push(...some);
    else {
      const half = Math.ceil(some.length / 2);
      await search(some.slice(0, half));
      await search(some.slice(half));
    }
  };
  await search(files.map(({ path }) => path));
  const idle = files.map(({ path }) => path).filter((path) => !live.includes(path));
  const isOfUse = live.length > 0 && idle.length > 0 && probes < MAX_PROBES;
  const runners = files.filter(({ path }) => live.includes(path));
  if (!isOfUse || idle.some((path) => runners.some((file) => mayRun(file, path)))) return undefined;
  // What a file says when it is read as it is, or under the work, could be more than what was seen so far.
  const broken = idle.map((path) => ({ path, text: BROKEN }));
  if (!(await passesWithWork(broken))) return undefined;
  const gist = async (changes: readonly TestFile[]): Promise<string> => (await onAccepted({ changes })).gist;
  const usual = await gist([]);
  return (await gist([])) === usual && (await gist(broken)) === usual ? idle : undefined;
}
