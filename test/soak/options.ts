/** What `npm run soak` is asked for. */
import { parseArgs } from 'node:util';

export interface SoakOptions {
  /** Faults strike for so long; what runs then has a while to end. */
  readonly minutes: number;
  readonly seed: number;
  /** So many threads work at once. */
  readonly goals: number;
}

/** Throws an error that names the option. */
export function soakOptions(args: readonly string[], randomSeed: number): SoakOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { minutes: { type: 'string' }, seed: { type: 'string' }, goals: { type: 'string' } },
  });
  return {
    minutes: positive('minutes', values.minutes, 10),
    seed: wholeNumber('seed', values.seed, randomSeed),
    goals: wholeNumber('goals', values.goals, 8),
  };
}

function positive(name: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!(value > 0)) throw new Error(`--${name} has to be a number above 0, not ${text}`);
  return value;
}

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  const value = positive(name, text, otherwise);
  if (!Number.isSafeInteger(value)) throw new Error(`--${name} has to be a whole number, not ${text}`);
  return value;
}
