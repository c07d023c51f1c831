/**
 * The twins that a check's test files offer: asked of each language's mutator, and those left out that would
 * not run.
 */

import { languageOf } from '../languages.ts';
import type { Mutation } from '../mutation.ts';
import type { TwinLanguage } from '../mutator.ts';
import type { Mutate } from '../run-mutator.ts';
import type { UnderstoodCommand } from '../runners/understand-command.ts';
import { EQUAL_TWINS, IMPOSSIBLE_TWINS } from './twin-decision.ts';

export interface TestFile {
  readonly path: string;
  readonly text: string;
}

export interface FoundTwins {
  readonly expectations: number;
  readonly impossible: readonly Mutation[];
  readonly equal: readonly Mutation[];
  /** Why there are none; absent when there are. */
  readonly reason?: string;
}

/** More than these are not parsed; which ones, the seed decides. */
const MAX_FILES = 60;
const MAX_TOTAL_CHARACTERS = 2_000_000;
/** Where cases are left out by the command, more are drawn, so that some of them run. */
const MORE_FOR_FILTERS = 5;

export async function findTwins(
  files: readonly TestFile[],
  { runner, selects }: UnderstoodCommand,
  seed: number,
  mutate: Mutate,
  signal?: AbortSignal,
): Promise<FoundTwins> {
  const reasons: string[] = [];
  for (const [language, own] of byLanguage(drawn(files, seed), runner?.language)) {
    const asked = await mutate(
      language,
      {
        seed,
        files: own,
        impossible: IMPOSSIBLE_TWINS * MORE_FOR_FILTERS,
        equal: EQUAL_TWINS * MORE_FOR_FILTERS,
      },
      signal,
    );
    if (!asked.ok) {
      reasons.push(asked.reason);
      continue;
    }
    const { reply } = asked;
    if (reply.impossible.length === 0) {
      reasons.push(
        ...reply.unread.slice(0, 1).map(({ path, reason }) => `${path} cannot be read: ${reason}`),
      );
      continue;
    }
    const runs = ({ path, testCase }: Mutation): boolean => {
      const selected = selects({ path, testCase });
      return selected === 'yes' || (selected === 'ask' && testCase !== null);
    };
    const impossible = reply.impossible.filter(runs);
    const equal = reply.equal.filter(runs);
    // Few expectations are written in several ways.
    for (let other = 1; other < EQUAL_TWINS && equal.length > 0 && equal.length < EQUAL_TWINS; other += 1) {
      const more = await mutate(
        language,
        { seed: seed + other, files: own, impossible: 0, equal: EQUAL_TWINS },
        signal,
      );
      if (more.ok) equal.push(...more.reply.equal.filter(runs));
    }
    if (impossible.length > 0) return { expectations: reply.expectations, impossible, equal };
    reasons.push('the command leaves cases out, and none was found that it runs for certain');
  }
  const reason = reasons[0] ?? 'no expectation was found that could be changed';
  return { expectations: 0, impossible: [], equal: [], reason };
}

/** The runner's own language first, then the one with the most files. */
function byLanguage(
  files: readonly TestFile[],
  first: TwinLanguage | undefined,
): (readonly [TwinLanguage, readonly TestFile[]])[] {
  const groups = new Map<TwinLanguage, TestFile[]>();
  for (const file of files) {
    const language = languageOf(file.path);
    if (language !== undefined) groups.set(language, [...(groups.get(language) ?? []), file]);
  }
  const rank = ([language, own]: readonly [TwinLanguage, readonly TestFile[]]): number =>
    language === first ? Number.POSITIVE_INFINITY : own.length;
  return [...groups].sort((one, other) => (rank(other) > rank(one) ? 1 : -1));
}

/** All of them where they are few; else by lot, as many as can be parsed in little time. */
function drawn(files: readonly TestFile[], seed: number): readonly TestFile[] {
  const sorted = [...files].sort((one, other) => (one.path < other.path ? -1 : 1));
  const start = sorted.length > 0 ? seed % sorted.length : 0;
  const chosen: TestFile[] = [];
  let characters = 0;
  for (const file of [...sorted.slice(start), ...sorted.slice(0, start)]) {
    if (chosen.length === MAX_FILES) break;
    if (characters + file.text.length > MAX_TOTAL_CHARACTERS) continue;
    characters += file.text.length;
    chosen.push(file);
  }
  return chosen;
}
