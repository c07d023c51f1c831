/** The command line of the `model` bench. Pure. */
import { parseArgs } from 'node:util';
import type { Price } from '../../activities/model/exchange/price.ts';

export interface ModelOptions {
  /** Turns at which requests are looked at; ascending, without twins. The run is as long as the last. */
  readonly turns: readonly number[];
  /** What each command of that run prints. */
  readonly outputBytes: number;
  /** Items that a thread's record holds when the building of its requests is timed. */
  readonly items: readonly number[];
  /** Turns over which the worker's memory is looked at, with commands that print 50 KB each. */
  readonly memoryTurns: number;
  /** Context window of the model in that run, in tokens; an eighth of it is kept free for replies. */
  readonly windowTokens: number;
  /** US dollars per million tokens. */
  readonly price: Price;
  /** One JSON object instead of a table. */
  readonly json: boolean;
}

export type ParsedModelOptions =
  | { readonly ok: true; readonly options: ModelOptions }
  | { readonly ok: false; readonly problem: string };

export const MODEL_USAGE =
  'Usage: npm run bench -- model [--turns 10,100,1000] [--output-bytes 1024] [--items 10,1000,10000] ' +
  '[--memory-turns 2000] [--window 128000] [--price 1.25,0.125,10] [--json]';

const MAX_COUNT = 100_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;
const MAX_WINDOW_TOKENS = 10_000_000;

export function parseModelOptions(args: readonly string[]): ParsedModelOptions {
  let values: Readonly<
    Record<'turns' | 'output-bytes' | 'items' | 'memory-turns' | 'window' | 'price', string>
  > & {
    json: boolean;
  };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        turns: { type: 'string', default: '10,100,1000' },
        'output-bytes': { type: 'string', default: '1024' },
        items: { type: 'string', default: '10,1000,10000' },
        'memory-turns': { type: 'string', default: '2000' },
        window: { type: 'string', default: '128000' },
        price: { type: 'string', default: '1.25,0.125,10' },
        json: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
  const turns = counts(values.turns);
  const items = counts(values.items);
  const [outputBytes] = counts(values['output-bytes'], MAX_OUTPUT_BYTES) ?? [];
  const [memoryTurns] = counts(values['memory-turns']) ?? [];
  const [windowTokens] = counts(values.window, MAX_WINDOW_TOKENS) ?? [];
  const price = priceIn(values.price);
  if (turns === undefined) return refuse('--turns', MAX_COUNT);
  if (items === undefined) return refuse('--items', MAX_COUNT);
  if (outputBytes === undefined) return refuse('--output-bytes', MAX_OUTPUT_BYTES);
  if (memoryTurns === undefined) return refuse('--memory-turns', MAX_COUNT);
  if (windowTokens === undefined) return refuse('--window', MAX_WINDOW_TOKENS);
  if (price === undefined)
    return { ok: false, problem: '--price takes input,cachedInput,output in US dollars per million tokens.' };
  return {
    ok: true,
    options: { turns, outputBytes, items, memoryTurns, windowTokens, price, json: values.json },
  };
}

const refuse = (name: string, max: number): ParsedModelOptions => ({
  ok: false,
  problem: `${name} takes whole numbers from 1 to ${max}, separated by commas where several make sense.`,
});

/** Ascending and each once; `undefined` when one of them is no whole number from 1 to `max`. */
function counts(text: string, max = MAX_COUNT): number[] | undefined {
  const values = text.split(',').map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN));
  const isGood = values.every((value) => value >= 1 && value <= max);
  return isGood ? [...new Set(values)].toSorted((a, b) => a - b) : undefined;
}

function priceIn(text: string): Price | undefined {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [input, cachedInput, output] = numbers;
  const isGood = numbers.length === 3 && numbers.every((value) => value >= 0 && Number.isFinite(value));
  return isGood && input !== undefined && cachedInput !== undefined && output !== undefined
    ? { input, cachedInput, output }
    : undefined;
}
