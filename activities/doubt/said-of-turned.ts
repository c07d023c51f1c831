/**
 * What a check said of the cases that the work was to turn. The work itself prints into what a passing check
 * says, so that nothing is taken for usual by that: only what the accepted state says where no case expects
 * anything. Where the check names no case, those that fail on the accepted state are looked for.
 */

import { hasWord } from '../twins/drawing/named-in.ts';
import { createRandom } from '../twins/drawing/random.ts';
import { caseNames, withCases } from '../twins/runners/case-forms.ts';
import type { RunOnAccepted } from '../twins/trials/accepted-run.ts';
import type { TestFile } from '../twins/trials/find-twins.ts';
import { noLongerSaid } from './no-longer-said.ts';

export interface SaidInput {
  /** What it said when it failed without the work; absent: it passed, or was not run so. */
  readonly before?: string;
  /** What it says now that it passes. */
  readonly now: string;
  readonly files: readonly TestFile[];
  /** How long one run takes. */
  readonly runMs: number;
  readonly seed: number;
  readonly onAccepted: RunOnAccepted;
}

/** So many failing cases are enough to tell by. */
const ENOUGH_CASES = 3;
const MAX_PROBES = 16;
/** All runs on the accepted state together. */
const MAX_PROBES_MS = 120_000;

/** Empty where the check did not fail without the work, or where every case of it failed alike. */
export async function saidOfTurned(input: SaidInput): Promise<string> {
  const { before, now, files, onAccepted } = input;
  if (before === undefined) return '';
  const names = new Set(files.flatMap(caseNames));
  const namedIn = (text: string): number => [...names].filter((name) => hasWord(text, name)).length;
  const besides = noLongerSaid(before, now);
  const named = namedIn(before);
  if (names.size === 0 || (named > 0 && namedIn(besides) === named)) return besides;
  if (input.runMs > MAX_PROBES_MS) return besides;
  const changes = withCases(files, names, (form, at) => form.nothing(at));
  const usual = await onAccepted({ changes });
  // A file that cannot even be loaded without the work fails as a whole, and with it all its cases.
  if (!usual.passed) return besides;
  if (named > 0) return noLongerSaid(before, usual.gist);
  const failing = await failingCases([...names], input);
  return [besides, ...failing].join('\n');
}

/** Some of the cases without which the check passes on the accepted state, and with which it fails. */
async function failingCases(
  names: readonly string[],
  { files, runMs, seed, onAccepted }: SaidInput,
): Promise<string[]> {
  const most = Math.min(MAX_PROBES, Math.floor(MAX_PROBES_MS / Math.max(runMs, 1)));
  let probes = 0;
  const found: string[] = [];
  const failsWith = async (some: readonly string[]): Promise<boolean> => {
    probes += 1;
    const others = new Set(names.filter((name) => !some.includes(name)));
    const changes = withCases(files, others, (form, at) => form.nothing(at));
    return !(await onAccepted({ changes })).passed;
  };
  const search = async (some: readonly string[]): Promise<void> => {
    if (found.length === ENOUGH_CASES || probes >= most || !(await failsWith(some))) return;
    const [name, ...more] = some;
    if (name !== undefined && more.length === 0) {
      found.push(name);
      return;
    }
    const half = Math.ceil(some.length / 2);
    await search(some.slice(0, half));
    await search(some.slice(half));
  };
  const shuffled = createRandom(seed).shuffle(names);
  const half = Math.ceil(shuffled.length / 2);
  if (shuffled.length > 1) {
    await search(shuffled.slice(0, half));
    await search(shuffled.slice(half));
  }
  return found;
}
