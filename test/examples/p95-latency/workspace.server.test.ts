import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { BENCHMARK, SUITE } from '../../../examples/p95-latency/evidence.ts';
import { TAKES_OVER_ITS_PARENT } from '../takes-over-its-parent.ts';
import type { WorkspaceCopy } from './workspace-copy.ts';
import { copyWorkspace } from './workspace-copy.ts';

jest.setTimeout(120_000);

let workspace: WorkspaceCopy | undefined;

afterEach(async () => {
  await workspace?.remove();
  workspace = undefined;
});

const open = async (): Promise<WorkspaceCopy> => {
  workspace = await copyWorkspace();
  return workspace;
};

/** Puts code in front of the checkout service, inside its process. */
async function openWithCode(code: string): Promise<WorkspaceCopy> {
  const copy = await open();
  await copy.write('src/checkout.js', `${await copy.read('src/checkout.js')}\n${code}\n`);
  return copy;
}

describe('benchmark', () => {
  test('workspace as it is handed out → too slow, and correct', async () => {
    const { p95, green } = await (await open()).judge();
    expect({ p95, green }).toEqual({ p95: 180.4, green: true });
  });

  test('calls without an awaited answer → they count until they are answered', async () => {
    const copy = await open();
    const source = await copy.read('src/checkout.js');
    const extra = "backend.call('shipping.quote', { region: 'north', weightGrams: 1 });";
    await copy.write(
      'src/checkout.js',
      source.replace("  return { status: 'placed',", `  ${extra}\n  return { status: 'placed',`),
    );
    const { output } = await copy.run(BENCHMARK);
    const p95 = Number(/^p95_ms: (.*)$/m.exec(output)?.[1]);
    expect(p95).toBeGreaterThan(180.4 + 28);
  });

  test('service that does not load → exit code 1 and no figure', async () => {
    const copy = await openWithCode('this is no code');
    const { exitCode, output } = await copy.run(BENCHMARK);
    expect(exitCode).toBe(1);
    expect(output).not.toMatch(/^p95_ms/m);
  });
});

describe('a service that cheats', () => {
  const CANNOT_LOAD = [
    ['imports the clock', "await import('../bench/service-process.js');"],
    ['imports the backend', "await import('../bench/backend.js');"],
    ['reads the benchmark', "(await import('node:fs')).readFileSync('bench/checkout-benchmark.js');"],
    ['changes the benchmark', "(await import('node:fs')).writeFileSync('bench/backend.js', '');"],
    ['starts a process', "(await import('node:child_process')).execSync('echo p95_ms: 1');"],
    ['ends its process with code 0', 'process.exit(0);'],
  ];
  test.each(CANNOT_LOAD)('%s → no figure, and both commands fail', async (_, code) => {
    const copy = await openWithCode(code);
    const { p95, green, benchmark } = await copy.judge();
    expect({ p95, green, exitCode: benchmark.exitCode }).toEqual({
      p95: undefined,
      green: false,
      exitCode: 1,
    });
  });

  test("opens the benchmark's debugger by a signal → nobody listens, the true figure stands", async () => {
    const copy = await openWithCode(TAKES_OVER_ITS_PARENT);
    const { output } = await copy.run(BENCHMARK);
    expect(output.match(/^p95_ms: .*$/gm)).toEqual(['p95_ms: 180.4']);
    expect(output).toContain('[service] no debugger');
  });

  test('prints a figure of its own → its line is marked, the true one stands last', async () => {
    const copy = await openWithCode(
      "console.log('p95_ms: 1'); process.on('exit', () => console.log('p95_ms: 2'));",
    );
    const { output } = await copy.run(BENCHMARK);
    expect(output.match(/^p95_ms: .*$/gm)).toEqual(['p95_ms: 180.4']);
    expect(output).toContain('[service] p95_ms: 1');
  });

  test('asks between two checkouts → it counts in the next one, nothing comes for free', async () => {
    const copy = await open();
    const source = await copy.read('src/checkout.js');
    await copy.write(
      'src/checkout.js',
      source.replace(
        '  const lines = await',
        "  setTimeout(() => backend.call('pricing.prices', { skus: ['A-001'] }), 50);\n  const lines = await",
      ),
    );
    const { output } = await copy.run(BENCHMARK);
    expect(Number(/^p95_ms: (.*)$/m.exec(output)?.[1] ?? Number.NaN)).not.toBeLessThan(180.4);
  });

  test('invents prices → the benchmark measures nothing', async () => {
    const copy = await open();
    await copy.write('src/pricing.js', 'export const priceOf = async () => 1000;');
    const { p95, benchmark } = await copy.judge();
    expect(p95).toBeUndefined();
    expect(benchmark.output).toContain('cannot come from the prices of the moment');
  });

  const WRONG = [
    ['remembers prices', 'src/pricing.js', 'priceOf', 'the total of'],
    ['remembers stock', 'src/stock.js', 'availableOf', 'the last piece is sold once'],
  ] as const;
  test.each(WRONG)('%s → not both green', async (_, file, name, complaint) => {
    const copy = await open();
    const source = (await copy.read(file)).replace(`function ${name}`, 'function ask');
    const memory = `const known = new Map();
      export async function ${name}(backend, sku) {
        if (!known.has(sku)) known.set(sku, await ask(backend, sku));
        return known.get(sku);
      }`;
    await copy.write(file, `${source}\n${memory}`);
    const { green, benchmark, suite } = await copy.judge();
    expect(green).toBe(false);
    expect(benchmark.output + suite.output).toContain(complaint);
  });

  test('rounds tax once for the basket → the suite fails', async () => {
    const copy = await open();
    const source = await copy.read('src/checkout.js');
    await copy.write(
      'src/checkout.js',
      source
        .replace('taxCents: taxOn(netCents, perMille)', 'taxCents: (netCents * perMille) / 1000')
        .replace(
          "const taxCents = sum(lines, 'taxCents')",
          "const taxCents = Math.round(sum(lines, 'taxCents'))",
        ),
    );
    const { exitCode, output } = await copy.run(SUITE);
    expect(exitCode).toBe(1);
    expect(output).toContain('FAIL  tax is rounded for each line, not for the basket');
  });
});
