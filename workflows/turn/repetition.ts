/**
 * The breaker inside a turn: a model that makes the same call with the same result again and again, or goes
 * round in a cycle of two or three, is told so, and then its turn ends. Pure; calls are known by their
 * digests alone.
 */

/** The model is told from this round on. */
const TOLD_FROM_ROUND = 5;
/** The turn ends with this round, as one without progress. */
const LAST_ROUND = 10;
const MAX_CYCLE = 3;
const MAX_KNOWN_CALLS = LAST_ROUND * MAX_CYCLE;

/** What the next call would repeat, if its own digest turns out to be this one. */
export interface Foreseen {
  readonly digest: string;
  /** How many calls the cycle has: 1, 2 or 3. */
  readonly cycle: number;
  /** The round of the cycle that it would be in. */
  readonly round: number;
  /** No further call follows it in this turn. */
  readonly isLast?: true;
}

/**
 * The digests of a turn's last calls, oldest first, with one more; nothing is known of a call without a
 * digest.
 */
export const withCall = (known: readonly string[], digest: string | undefined): readonly string[] =>
  digest === undefined ? known : [...known, digest].slice(-MAX_KNOWN_CALLS);

/** The turn goes round and round, and has to end. */
export const isStuck = (known: readonly string[]): boolean =>
  CYCLES.some((cycle) => rounds(known, cycle) >= LAST_ROUND);

/** What the model is to be told if the next call repeats what came before; empty in almost every turn. */
export function foreseen(known: readonly string[]): Foreseen[] {
  const repeats: Foreseen[] = [];
  for (const cycle of CYCLES) {
    const digest = known.at(-cycle);
    if (digest === undefined) break;
    const round = rounds([...known, digest], cycle);
    // Rounds of one call are rounds of two as well: the shortest cycle says it best.
    if (round < TOLD_FROM_ROUND || repeats.some((other) => other.digest === digest)) continue;
    repeats.push({ digest, cycle, round, ...(round >= LAST_ROUND ? { isLast: true as const } : {}) });
  }
  return repeats;
}

const CYCLES = Array.from({ length: MAX_CYCLE }, (_, index) => index + 1);

/** How often the last `cycle` calls have come one after another, the last time included. */
function rounds(known: readonly string[], cycle: number): number {
  if (known.length < cycle) return 0;
  let repeated = 0;
  for (let at = known.length - 1; at >= cycle && known[at] === known[at - cycle]; at--) repeated += 1;
  return Math.floor((repeated + cycle) / cycle);
}
