/** Reads the figures that the commands of the example print. */
import { defined } from '../../objects/defined.ts';

export interface CommandRun {
  readonly command: string;
  readonly output: string;
  readonly succeeded: boolean;
  /** Says under which number a claim can cite it, where the service says so. */
  readonly item?: string;
}

export function commandRun(command: string, output: string): CommandRun {
  const item = /^[^\n]*\[item (\d+)\]/.exec(output)?.[1];
  const succeeded = output.startsWith('exit code 0');
  return { command, output, succeeded, ...defined({ item }) };
}

const lastNumber = (text: string, pattern: RegExp): number | undefined => {
  const match = [...text.matchAll(pattern)].at(-1);
  return match === undefined ? undefined : Number(match[1]);
};

/** The price that the solution gave for the paper's call. */
export const priceIn = ({ output }: CommandRun): number | undefined =>
  lastNumber(output, /^solution (\d+\.\d+),/gm);

/** The largest error over the other calls; absent when one of them got no price. */
export const worstErrorIn = ({ output, succeeded }: CommandRun): number | undefined =>
  succeeded ? lastNumber(output, /^worst_error: (\d+\.\d+)$/gm) : undefined;

/** Calls whose price is off by more than a thousandth, or that got none, by the harness's own lines. */
export const wrongCallsIn = ({ output }: CommandRun): string[] =>
  [...output.matchAll(/^(?:FAIL {2})?([\w ,-]+): (?:.*off by (\S+)$|src\/)/gm)]
    .filter(([, , error]) => error === undefined || Number(error) > 1e-3)
    .map(([, name = '']) => name);

export interface Sample {
  readonly paths: number;
  readonly standardError: number;
  readonly largestZ: number;
  readonly isTooNoisy: boolean;
}

/** What the Monte Carlo check says in its last line. */
export function sampleIn({ output }: CommandRun): Sample | undefined {
  const line = [
    ...output.matchAll(/^\{"paths":(\d+),"standardError":([\d.]+),"largestZ":([\d.]+|null)\}$/gm),
  ].at(-1);
  if (line === undefined) return undefined;
  const [, paths, standardError, largestZ] = line.map(Number);
  return {
    paths: paths ?? 0,
    standardError: standardError ?? 0,
    largestZ: largestZ ?? Number.NaN,
    isTooNoisy: /^FAIL {2}too noisy/m.test(output),
  };
}

export interface Hedge {
  readonly error: number;
  readonly cvarPrice: number;
}

export function hedgeIn({ output }: CommandRun): Hedge | undefined {
  const error = lastNumber(output, /^hedge_error: (\d+\.\d+)$/gm);
  const cvarPrice = lastNumber(output, /^cvar50_price: (\d+\.\d+)$/gm);
  return error === undefined || cvarPrice === undefined ? undefined : { error, cvarPrice };
}
