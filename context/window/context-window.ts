/**
 * How much a model can take at once: by configuration, by a table of known models, or by a safe default.
 * Pure.
 */

export interface ContextWindow {
  /** Input and output of one call together. */
  readonly windowTokens: number;
  /** Kept free of input: for the reply, and for what an estimate may be wrong by. */
  readonly reserveTokens: number;
}

/**
 * Windows stand under the model's name as it is sent to the provider; `*` stands for every name that is not
 * in it.
 */
export type ConfiguredWindows = Readonly<
  Record<string, { readonly windowTokens: number; readonly reserveTokens?: number }>
>;

/**
 * The window and the longest output as OpenAI's pages on its models give them, by how a name begins; the
 * first that fits holds. The newest of the gpt-5 family can take a million tokens, but input beyond 272,000
 * costs twice: they are held below that.
 */
const KNOWN: readonly [begin: string, windowTokens: number, reserveTokens: number][] = [
  ['gpt-5-chat', 128_000, 16_384],
  ['gpt-5-pro', 400_000, 272_000],
  ['gpt-5', 400_000, 128_000],
  ['gpt-4.1', 1_047_576, 32_768],
  ['gpt-4o', 128_000, 16_384],
  ['gpt-4-turbo', 128_000, 4_096],
  ['gpt-3.5-turbo', 16_385, 4_096],
  ['o1-mini', 128_000, 65_536],
  ['o1-preview', 128_000, 32_768],
  ['o1', 200_000, 100_000],
  ['o3', 200_000, 100_000],
  ['o4', 200_000, 100_000],
];

/**
 * The least that models have which are made for such work. One that has less refuses, and its thread keeps to
 * what it said.
 */
const DEFAULT: ContextWindow = { windowTokens: 128_000, reserveTokens: 16_384 };
const RESERVE_SHARE = 0.25;

export function contextWindow(model: string, configured: ConfiguredWindows = {}): ContextWindow {
  const own = windowIn(configured, model) ?? windowIn(configured, '*');
  if (own !== undefined) return own;
  const known = KNOWN.find(([begin]) => model.startsWith(begin));
  return known === undefined ? DEFAULT : { windowTokens: known[1], reserveTokens: known[2] };
}

function windowIn(configured: ConfiguredWindows, name: string): ContextWindow | undefined {
  const entry = Object.hasOwn(configured, name) ? configured[name] : undefined;
  if (entry === undefined) return undefined;
  const { windowTokens, reserveTokens } = entry;
  const share = Math.floor(windowTokens * RESERVE_SHARE);
  return { windowTokens, reserveTokens: reserveTokens ?? Math.min(DEFAULT.reserveTokens, share) };
}
