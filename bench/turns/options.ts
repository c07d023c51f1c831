/** The command line of the `turns` bench. Pure. */
import { parseArgs } from 'node:util';

export interface TurnsOptions {
  /** Thread ages to report, in turns; ascending, without twins. */
  readonly ages: readonly number[];
  /** How often the whole of it is repeated, each time with fresh threads. */
  readonly rounds: number;
  /** One JSON object instead of a table. */
  readonly json: boolean;
}

export type ParsedOptions =
  | { readonly ok: true; readonly options: TurnsOptions }
  | { readonly ok: false; readonly problem: string };

export const TURNS_USAGE = 'Usage: npm run bench -- turns [--turns 10,50,200] [--rounds 3] [--json]';

const MAX_AGE = 10_000;
const MAX_ROUNDS = 100;

export function parseTurnsOptions(args: readonly string[]): ParsedOptions {
  let values: { turns: string; rounds: string; json: boolean };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        turns: { type: 'string', default: '10,50,200' },
        rounds: { type: 'string', default: '3' },
        json: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
  const ages = values.turns.split(',').map((text) => wholeNumber(text, MAX_AGE));
  if (!ages.every((age) => age !== undefined))
    return { ok: false, problem: `--turns takes whole numbers from 1 to ${MAX_AGE}, separated by commas.` };
  const rounds = wholeNumber(values.rounds, MAX_ROUNDS);
  if (rounds === undefined)
    return { ok: false, problem: `--rounds takes a whole number from 1 to ${MAX_ROUNDS}.` };
  const ascending = [...new Set(ages)].toSorted((a, b) => a - b);
  return { ok: true, options: { ages: ascending, rounds, json: values.json } };
}

function wholeNumber(text: string, max: number): number | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= 1 && value <= max ? value : undefined;
}
