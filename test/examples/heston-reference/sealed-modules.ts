/** The pure modules of the example's harness, which are plain JavaScript, with their types. */

export interface Model {
  readonly spot: number;
  readonly years: number;
  readonly alpha: number;
  readonly b: number;
  readonly rho: number;
  readonly sigma: number;
  readonly v0: number;
}

export interface Point extends Model {
  readonly strike: number;
}

type Pair = readonly [spot: number, variance: number];

interface Pricer {
  referencePrice(point: Point): number;
  referencePrices(model: Model, strikes: readonly number[]): number[];
}

interface Points {
  readonly PAPER: Point;
  readonly HARD: Readonly<Record<string, Point>>;
  drawPoint(): Point;
}

interface SampleRules {
  flawOf(terminals: unknown): string | undefined;
  distances(
    model: Model,
    terminals: readonly Pair[],
    prices: readonly { strike: number; price: number }[],
  ): { name: string; mean: number; expected: number; standardError: number; z: number }[];
}

const load = (name: string): Promise<unknown> =>
  import(new URL(`../../../examples/heston-reference/workspace/check/${name}`, import.meta.url).href);

export const pricer = (await load('reference-pricer.mjs')) as Pricer;
export const points = (await load('points.mjs')) as Points;
export const sampleRules = (await load('sample.mjs')) as SampleRules;
