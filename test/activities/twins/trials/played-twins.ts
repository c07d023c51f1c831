/** Twins of one made-up test file, played against work that is known by a rule. */
import type { Mutation, MutationRequest } from '../../../../activities/twins/mutation.ts';
import type { MutateResult } from '../../../../activities/twins/run-mutator.ts';
import type { TwinInput } from '../../../../activities/twins/trials/drawn/twin-input.ts';
import { runTwins } from '../../../../activities/twins/trials/run-twins.ts';
import type { Variant, VariantResult } from '../../../../activities/twins/trials/variant.ts';

export const FILE = { path: 'test_a.py', text: 'original' };
const mutation = (kind: string, index: number): Mutation => ({
  path: FILE.path,
  line: index + 1,
  testCase: `ATest.test_${index}`,
  what: `${kind} ${index}`,
  text: `${kind} ${index}`,
});
export const SEED = 2;
export const reply = ({ places, seed }: MutationRequest, available = 30): MutateResult => ({
  ok: true,
  reply: {
    expectations: available,
    impossible: Array.from({ length: Math.min(places, available) }, (_, index) =>
      mutation('impossible', index),
    ),
    equal: available === 0 ? [] : [mutation('equal', seed - SEED)],
    unread: [],
  },
});

export interface Played {
  readonly text: string;
  readonly changes: Variant['changes'];
  readonly command: string | undefined;
  readonly prepare: Variant['prepare'];
}

/** Tests that hold on to the functions of their language, or are written as if they did. */
const isHeldText = (text: string): boolean =>
  text.startsWith('"""Runs a program with comparisons') || /^import 'data:|^\(0, eval\)/.test(text);

/**
 * A check whose every run is played: `passes` says how, `durationMs` how long it takes. Runs of tests that
 * hold on to their language are asked of `heldPasses` alone, with whether they do.
 */
export async function play(
  passes: (run: Played) => boolean,
  options: Partial<TwinInput> & {
    readonly durationMs?: (run: Played) => number;
    readonly heldPasses?: (holds: boolean) => boolean;
  } = {},
) {
  const seen: Played[] = [];
  const { durationMs = () => options.tookMs ?? 1_000, heldPasses = () => true, ...others } = options;
  const runVariant = async ({ changes, command, prepare }: Variant): Promise<VariantResult> => {
    const text = changes.find((change) => isHeldText(change.text))?.text;
    if (text !== undefined) {
      const passed = heldPasses(/decode\(\), True,/.test(text));
      return { ended: 'judged', passed, durationMs: options.tookMs ?? 1_000 };
    }
    const run = { text: changes.at(-1)?.text ?? 'original', changes, command, prepare };
    seen.push(run);
    return { ended: 'judged', passed: passes(run), durationMs: durationMs(run) };
  };
  const record = await runTwins({
    check: { name: 'tests', command: 'npm test', runs: 1 },
    tookMs: 1_000,
    files: [FILE],
    twins: 'use',
    seed: SEED,
    runVariant,
    mutate: async (_, request) => reply(request),
    ...others,
  });
  return { record, seen };
}

export const honest = ({ text }: Played): boolean => !text.startsWith('impossible');
export const always = (): boolean => true;
export const onlyOriginal = ({ text }: Played): boolean => text === 'original';
