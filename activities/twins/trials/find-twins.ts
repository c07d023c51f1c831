/**
 * The twins that a check's test files offer: asked of each language's mutator, and those left out that would
 * not run.
 */

import { defined } from '../../../objects/defined.ts';
import { isNamedIn } from '../drawing/named-in.ts';
import { languageOf } from '../languages.ts';
import type { Mutation, MutationRequest } from '../mutation.ts';
import type { TwinLanguage } from '../mutator.ts';
import type { Mutate } from '../run-mutator.ts';
import type { UnderstoodCommand } from '../runners/understand-command.ts';
import { NONE_RUNS_FOR_CERTAIN } from './cases-left-out.ts';
import { IMPOSSIBLE_TWINS } from './twin-decision.ts';

export interface TestFile {
  readonly path: string;
  readonly text: string;
}

/** A copy in which tests are written otherwise, and what is changed there. */
export interface TwinCopy extends Omit<Mutation, 'text'> {
  readonly changes: readonly TestFile[];
}

/** The same places are written otherwise in all of them, each time in all files. */
export interface TwinSet {
  readonly expectations: number;
  readonly impossible: readonly TwinCopy[];
  readonly equal: TwinCopy;
}

export type FoundTwins =
  | { readonly ok: true; readonly set: TwinSet }
  | { readonly ok: false; readonly reason: string };

export interface TwinSource {
  readonly files: readonly TestFile[];
  readonly understood: UnderstoodCommand;
  /** Those of tests and runners that the command comes to. */
  readonly startedLanguages?: readonly TwinLanguage[];
  /** What the check said without the work and no longer says. */
  readonly said: string;
  readonly mutate: Mutate;
  readonly signal?: AbortSignal;
}

/** More than these are not parsed; which ones, the seed decides. */
const MAX_FILES = 60;
const MAX_TOTAL_CHARACTERS = 2_000_000;
/** All that a closer look tries. */
const PLACES = 2 * IMPOSSIBLE_TWINS;
/** Where cases are left out by the command, more are drawn, so that some of them run. */
const PLACES_BEHIND_FILTERS = 5 * IMPOSSIBLE_TWINS;

/**
 * Another seed draws other places, and writes them in other ways. `places`: where it has to be fewer. Of
 * several languages that the command comes to, each has its share.
 */
export async function findTwins(
  source: TwinSource,
  seed: number,
  places: number = PLACES,
): Promise<FoundTwins> {
  const { files, understood, startedLanguages = [], said } = source;
  const reasons: string[] = [];
  const drawings: Drawing[] = [];
  for (const [language, own] of byLanguage(drawn(files, seed), understood, startedLanguages)) {
    if (drawings.length > 0 && !startedLanguages.includes(language)) continue;
    const found = await drawFrom(language, own, source, seed, places);
    if (found.ok) drawings.push(found);
    else if (found.reason !== undefined) reasons.push(found.reason);
  }
  const [first] = drawings.map(({ equal }) => equal[0]);
  if (first === undefined)
    return { ok: false, reason: reasons[0] ?? 'no expectation was found that could be changed' };
  const equal = drawings.flatMap((each) => each.equal);
  const impossible = drawings.map((each) => inTurns(each.impossible, said));
  return {
    ok: true,
    set: {
      expectations: drawings.reduce((sum, { expectations }) => sum + expectations, 0),
      impossible: inTurns(interleaved(impossible), said).map((each) => twinOf(each, equal)),
      equal: twinOf(first, equal),
    },
  };
}

/** Where all are to be changed, no more than these are. */
const ALL_PLACES = 400;

/**
 * A twin in which one of every expectation's changes is made at once, or those `only` that were drawn with
 * this seed; `undefined` where there is no such twin.
 */
export async function findAtOnce(
  { files, understood, startedLanguages = [], said, mutate, signal }: TwinSource,
  seed: number,
  only?: MutationRequest['only'],
): Promise<TwinCopy | undefined> {
  const found: Mutation[] = [];
  for (const [language, own] of byLanguage(drawn(files, seed), understood, startedLanguages)) {
    if (found.length > 0 && !startedLanguages.includes(language)) continue;
    const places = only === undefined ? ALL_PLACES : placesOf(own, understood, PLACES);
    const request = { seed, files: own, places, said, atOnce: true, ...defined({ only }) };
    const asked = await mutate(language, request, signal);
    if (!asked.ok) continue;
    const { impossible, equal, together } = asked.reply;
    if (equal.length === 0) continue;
    const isDrawn = (one: Pick<Mutation, 'path' | 'line' | 'what'>): boolean =>
      impossible.some(({ path, line, what }) => path === one.path && line === one.line && what === one.what);
    const mine = only?.filter(({ path }) => own.some((file) => file.path === path)) ?? [];
    if (together === undefined || !mine.every(isDrawn)) return undefined;
    found.push(...together);
  }
  const [first] = found;
  return first === undefined ? undefined : twinOf(first, found);
}

/** More where the command leaves cases out, so that some of them run. */
function placesOf(
  files: readonly TestFile[],
  { selects }: Pick<UnderstoodCommand, 'selects'>,
  places: number,
): number {
  const hasFilter = files.some(({ path }) => selects({ path, testCase: null }) !== 'yes');
  return hasFilter ? Math.max(places, PLACES_BEHIND_FILTERS) : places;
}

/** What the tests of one language offer. */
interface Drawing {
  readonly expectations: number;
  readonly impossible: readonly Mutation[];
  readonly equal: readonly Mutation[];
}

async function drawFrom(
  language: TwinLanguage,
  files: readonly TestFile[],
  { understood, said, mutate, signal }: TwinSource,
  seed: number,
  places: number,
): Promise<({ readonly ok: true } & Drawing) | { readonly ok: false; readonly reason?: string }> {
  const { selects } = understood;
  const wanted = placesOf(files, understood, places);
  const asked = await mutate(language, { seed, files, places: wanted, said }, signal);
  if (!asked.ok) return asked;
  const { expectations, impossible, equal, unread } = asked.reply;
  if (impossible.length === 0 || equal.length === 0) {
    const [first] = unread;
    return first === undefined
      ? { ok: false }
      : { ok: false, reason: `${first.path} cannot be read: ${first.reason}` };
  }
  const runs = ({ path, testCase }: Mutation): boolean => {
    const selected = selects({ path, testCase });
    return selected === 'yes' || (selected === 'ask' && testCase !== null);
  };
  const running = impossible.filter(runs);
  return running.length > 0
    ? { ok: true, expectations, impossible: running, equal }
    : { ok: false, reason: NONE_RUNS_FOR_CERTAIN };
}

/** The mutation's own file, and all others as they are where everything means the same. */
function twinOf({ text, ...place }: Mutation, equal: readonly Mutation[]): TwinCopy {
  const others = equal.filter(({ path }) => path !== place.path);
  return {
    ...place,
    changes: [...others, { path: place.path, text }].map(({ path, text }) => ({ path, text })),
  };
}

/** What was left out may have stood between those that the work turned and the others. */
function inTurns(twins: readonly Mutation[], said: string): Mutation[] {
  const named = twins.filter((each) => isNamedIn(said, each));
  return interleaved([named, twins.filter((each) => !named.includes(each))]);
}

/** First of each, second of each, and so on. */
function interleaved(queues: readonly (readonly Mutation[])[]): Mutation[] {
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  return Array.from({ length: longest }, (_, index) =>
    queues.flatMap((queue) => queue.slice(index, index + 1)),
  ).flat();
}

/** The runner's own language first, then what the command comes to, then the one with the most files. */
function byLanguage(
  files: readonly TestFile[],
  { runner }: Pick<UnderstoodCommand, 'runner'>,
  started: readonly TwinLanguage[],
): (readonly [TwinLanguage, readonly TestFile[]])[] {
  const groups = new Map<TwinLanguage, TestFile[]>();
  for (const file of files) {
    const language = languageOf(file.path);
    if (language !== undefined) groups.set(language, [...(groups.get(language) ?? []), file]);
  }
  const rank = ([language, own]: readonly [TwinLanguage, readonly TestFile[]]): number =>
    language === runner?.language
      ? Number.POSITIVE_INFINITY
      : own.length + (started.includes(language) ? MAX_FILES : 0);
  // The order is the same whatever was drawn: all sets have to be of the same tests.
  return [...groups].sort((one, other) => {
    const [first, second] = [rank(one), rank(other)];
    return first === second ? (one[0] < other[0] ? 1 : -1) : second > first ? 1 : -1;
  });
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
