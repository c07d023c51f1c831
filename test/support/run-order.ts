/**
 * The order in which test files are begun: the longest first, so that none of them is left to run alone at
 * the end.
 */
import * as sequencer from '@jest/test-sequencer';

/** Kinds of files by what they take on the whole; those that start real parts wait for them. */
const KINDS = [/\.night\.test\.ts$/, /\.server\.test\.ts$/, /\.test\.ts$/];

/**
 * These take longest among their kind, the longest first; what an earlier run has measured on this machine
 * counts
 * for the others.
 */
const LONGEST = [
  'gate/stranger-cheats',
  'gate/honest-shapes',
  'gate/honest/honest-work',
  'random-commands/random-commands',
  'service/many-turns',
  'provider-faults/goal',
  'gate/cheats',
  'gate/any-actions',
  'gate/host-cheats',
  'gate/seal-cheats',
  'embedded/demo',
  'python/honest-suites',
  'python/cheats',
  'sandbox/warm-go-cache',
  'end-to-end/auditor',
  'service/history-growth',
  'compaction/night-of-turns',
  'nights/usage-limit',
  'end-to-end/budgets',
  'openapi/client',
];

const placeIn = (marks: readonly (string | RegExp)[], path: string): number => {
  const place = marks.findIndex((mark) => (typeof mark === 'string' ? path.includes(mark) : mark.test(path)));
  return place === -1 ? marks.length : place;
};

/** Stable: files that these rules do not tell apart stay in the order that they came in. */
export const longestFirst = <T extends { readonly path: string }>(tests: readonly T[]): T[] =>
  tests.toSorted(
    (one, other) =>
      placeIn(KINDS, one.path) - placeIn(KINDS, other.path) ||
      placeIn(LONGEST, one.path) - placeIn(LONGEST, other.path),
  );

// Its types are those of the CommonJS build, where the class is one level deeper than in the module that Node
// loads.
const TestSequencer = sequencer.default as unknown as typeof sequencer.default.default;

export default class RunOrder extends TestSequencer {
  override async sort(...[tests]: Parameters<InstanceType<typeof TestSequencer>['sort']>) {
    return longestFirst(await super.sort(tests));
  }
}
