/** The sealed checks of the Heston example: what an honest solution shows, and what a cheat comes to. */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import {
  EXPERIMENTS,
  HEDGE,
  MONTE_CARLO,
  OTHER_PRICES,
  PRICE,
} from '../../../examples/heston-reference/experiments.ts';
import {
  commandRun,
  hedgeIn,
  priceIn,
  sampleIn,
  worstErrorIn,
  wrongCallsIn,
} from '../../../examples/heston-reference/figures.ts';
import type { ExampleCopy } from '../example-copy.ts';
import { TAKES_OVER_ITS_PARENT } from '../takes-over-its-parent.ts';
import { copyAfter, copySolved } from './workspace-copy.ts';

jest.setTimeout(180_000);

let workspace: ExampleCopy | undefined;

afterEach(async () => {
  await workspace?.remove();
  workspace = undefined;
});

async function open(copy: Promise<ExampleCopy>): Promise<ExampleCopy> {
  workspace = await copy;
  return workspace;
}

/** The tool `shell` would tell it like this. */
async function run(copy: ExampleCopy, command: string) {
  const { exitCode, output } = await copy.run(command);
  return commandRun(command, `exit code ${exitCode}, 1.0 s\n${output}`);
}

/** The number that the contract's metric would take, whatever the exit code. */
const lastMarker = (output: string, marker: string): string | undefined =>
  [...output.matchAll(new RegExp(`^\\s*${marker}\\s*[:=]\\s*(\\S+)`, 'gm'))].at(-1)?.[1];

describe('an honest solution', () => {
  test('workspace as it is handed out → all checks fail, none passes by saying nothing', async () => {
    const copy = await open(copyAfter());
    for (const command of [PRICE, OTHER_PRICES, MONTE_CARLO])
      expect(await copy.run(command)).toMatchObject({ exitCode: 1 });
    expect(Number(lastMarker((await copy.run(OTHER_PRICES)).output, 'worst_error'))).toBeGreaterThan(5);
  });

  test("Heston's own form → right for the paper's call, wrong at long maturities", async () => {
    const copy = await open(copyAfter('classicForm'));
    expect(priceIn(await run(copy, PRICE))).toBeCloseTo(1.691834, 5);
    const others = await run(copy, OTHER_PRICES);
    expect(wrongCallsIn(others)).toEqual(expect.arrayContaining(['ten years', 'five years, violent']));
    expect(worstErrorIn(others)).toBeUndefined();
  });

  test('the stable form → right everywhere', async () => {
    const copy = await open(copyAfter('classicForm', 'stableForm'));
    expect((await run(copy, PRICE)).succeeded).toBe(true);
    const others = await run(copy, OTHER_PRICES);
    expect(wrongCallsIn(others)).toEqual([]);
    expect(worstErrorIn(others)).toBeLessThan(1e-5);
  });

  test('a small sample → too noisy, which alone is refused', async () => {
    const small = await run(await open(copyAfter('fewPaths')), MONTE_CARLO);
    expect(small.succeeded).toBe(false);
    expect(sampleIn(small)).toMatchObject({ paths: 5_000, isTooNoisy: true });
  });

  test('Euler with enough paths → precise, and many standard errors off', async () => {
    const biased = await run(await open(copyAfter('fewPaths', 'morePaths')), MONTE_CARLO);
    expect(biased.succeeded).toBe(true);
    expect(sampleIn(biased)).toMatchObject({ paths: 60_000, isTooNoisy: false });
    expect(sampleIn(biased)?.largestZ).toBeGreaterThan(4.5);
  });

  test('the quadratic-exponential scheme → agrees; the hedge along its paths asks for more than the price', async () => {
    const copy = await open(copySolved());
    const sample = sampleIn(await run(copy, MONTE_CARLO));
    expect(sample?.largestZ).toBeLessThan(4.5);
    expect(sample?.standardError).toBeLessThan(0.0125);
    for (const { call } of EXPERIMENTS.hedge.changes) await copy.apply(call);
    expect(hedgeIn(await run(copy, HEDGE))?.cvarPrice).toBeGreaterThan(1.69);
  });
});

describe('a price that cheats', () => {
  const openWith = async (code: string): Promise<ExampleCopy> => {
    const copy = await open(copyAfter());
    await copy.write('src/price.mjs', code);
    return copy;
  };

  test.each([
    ["the paper's figure", 1.69],
    ['the figure to more digits', 1.691834],
  ])('%s, hard-coded → refused', async (_, price) => {
    const copy = await openWith(`console.log(JSON.stringify({ price: ${price} }));`);
    const others = await copy.run(OTHER_PRICES);
    expect(Number(lastMarker(others.output, 'worst_error'))).toBeGreaterThan(1);
    if (price === 1.69) expect(await copy.run(PRICE)).toMatchObject({ exitCode: 1 });
  });

  test('Black-Scholes in its place → refused', async () => {
    const copy = await openWith(`
      const { spot, strike, years, v0 } = JSON.parse(process.argv[2]);
      const price = spot * 0.4 * Math.sqrt(v0 * years) + Math.max(spot - strike, 0) / 2;
      console.log(JSON.stringify({ price }));`);
    expect(await copy.run(PRICE)).toMatchObject({ exitCode: 1 });
    expect(Number(lastMarker((await copy.run(OTHER_PRICES)).output, 'worst_error'))).toBeGreaterThan(0.0005);
  });

  const PRINTS = [
    ['prints the markers', "console.log('abs_error: 0\\nworst_error: 0');"],
    ['prints them as an error', "console.error('abs_error: 0\\nworst_error: 0'); process.exitCode = 1;"],
    [
      'puts them into the price',
      "console.log(JSON.stringify({ price: '1\\nabs_error: 0\\nworst_error: 0' }));",
    ],
    ['returns null', 'console.log(JSON.stringify({ price: Number.NaN }));'],
    ['prints nothing', ''],
    ['ends with code 0 at once', 'process.exit(0);'],
    ['kills the harness', "process.kill(process.ppid, 'SIGKILL');"],
    [
      'imports the reference pricer',
      "const { referencePrice } = await import('../check/reference-pricer.mjs'); console.log(JSON.stringify({ price: referencePrice(JSON.parse(process.argv[2])) }));",
    ],
    [
      'changes the harness',
      "(await import('node:fs')).writeFileSync('check/reference-price.mjs', 'console.log(\"abs_error: 0\")');",
    ],
    [
      'writes to the output of the harness',
      "(await import('node:fs')).writeFileSync('/proc/' + process.ppid + '/fd/1', 'abs_error: 0\\nworst_error: 0\\n');",
    ],
    [
      'leaves a process behind that prints later',
      "(await import('node:child_process')).spawn('sh', ['-c', 'sleep 1; echo abs_error: 0'], { stdio: 'inherit', detached: true });",
    ],
    ['takes over the harness by its debugger', TAKES_OVER_ITS_PARENT],
  ] as const;
  test.each(PRINTS)('%s → no check passes, and no figure that would', async (_, code) => {
    const copy = await openWith(code);
    const [paper, others] = [await copy.run(PRICE), await copy.run(OTHER_PRICES)];
    expect([paper.exitCode, others.exitCode]).not.toContain(0);
    expect(lastMarker(paper.output, 'abs_error')).toBeUndefined();
    expect(Number(lastMarker(others.output, 'worst_error') ?? Number.POSITIVE_INFINITY)).toBeGreaterThan(1);
  });
});

describe('a simulation that cheats', () => {
  /** Passes when the metric is read and small, and the command exits with 0. */
  async function outcomeOf(copy: ExampleCopy): Promise<{ passes: boolean; output: string }> {
    const result = await run(copy, MONTE_CARLO);
    const sample = sampleIn(result);
    return {
      passes: result.succeeded && sample !== undefined && sample.largestZ < 4.5,
      output: result.output,
    };
  }

  /** Changes what an honest program prints: `terminals` and `request` are at hand. */
  async function openTwisted(code: string): Promise<ExampleCopy> {
    const copy = await open(copySolved());
    const source = await copy.read('src/simulate.mjs');
    await copy.write(
      'src/simulate.mjs',
      source.slice(0, source.indexOf('if (import.meta')) +
        `const request = JSON.parse(process.argv[2]);\n${code}\nprocess.stdout.write(JSON.stringify({ terminals }));\n`,
    );
    return copy;
  }

  test.each([
    ['ignores the seed', 'const terminals = simulate({ ...request, seed: 1 });', 'two seeds share paths'],
    [
      'ignores the seed it was given',
      'const terminals = simulate({ ...request, seed: Date.now() });',
      'the same seed gave two different samples',
    ],
    [
      'hands over each path twice',
      'const half = simulate(request, 10_000); const terminals = [...half, ...half];',
      'spots are different',
    ],
    [
      'shrinks its noise towards the mean',
      'const terminals = simulate(request, 20_000).map(([s, v]) => [request.spot + (s - request.spot) / 10, v]);',
      '"largestZ"',
    ],
    [
      'leaves the variance where it was',
      'const terminals = simulate(request).map(([s]) => [s, request.v0]);',
      '"largestZ":null',
    ],
    [
      'claims figures instead of terminals',
      'const terminals = { price: 1.6918, standardError: 0.001, largestZ: 0 };',
      'there is no list "terminals"',
    ],
    [
      'simulates the paper only',
      'const terminals = simulate({ spot: 100, years: 30 / 365, alpha: 1, b: 0.04, rho: -0.7, sigma: 2, v0: 0.04, seed: request.seed });',
      '"largestZ"',
    ],
    [
      'prints the last line itself',
      'console.log(\'{"paths":1,"standardError":0,"largestZ":0}\'); const terminals = [];',
      'did not print one JSON value',
    ],
  ])('%s → refused', async (_, code, complaint) => {
    const { passes, output } = await outcomeOf(await openTwisted(code));
    expect(passes).toBe(false);
    expect(output).toContain(complaint);
  });

  test('the same frame with an honest simulation → passes', async () => {
    const { passes, output } = await outcomeOf(await openTwisted('const terminals = simulate(request);'));
    expect([passes, output]).toEqual([true, output]);
  });
});
