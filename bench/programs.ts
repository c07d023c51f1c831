/**
 * What it costs a large process to start a program: by itself, and by the spawner. Printed are milliseconds
 * of one run; only their ratio says something, and how long the process answers nobody meanwhile.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { startProgram } from '../spawner/start-program.ts';

const BLOCK_BYTES = 2 ** 26;
const MEBIBYTE = 2 ** 20;
const DEFAULT_SIZES_MB = [0, 512, 1_024];

interface Cost {
  /** It lasts from the request to the program's end. */
  readonly wholeMs: number;
  /** What of it this process could do nothing else in. */
  readonly heldUpMs: number;
}

export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { runs: { type: 'string', default: '30' } } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs: a whole number from 1');
  const filled: Buffer[] = [];
  for (const sizeMb of DEFAULT_SIZES_MB) {
    while (filled.length * BLOCK_BYTES < sizeMb * MEBIBYTE) filled.push(Buffer.alloc(BLOCK_BYTES, 1));
    const directly = await average(runs, startDirectly);
    const spawned = await average(runs, startBySpawner);
    const times = (directly.wholeMs / spawned.wholeMs).toFixed(1);
    console.log(
      `${sizeMb} MB more: directly ${shown(directly)}; by the spawner ${shown(spawned)}; ${times} times as fast`,
    );
  }
}

const shown = ({ wholeMs, heldUpMs }: Cost): string =>
  `${wholeMs.toFixed(1)} ms, held up for ${heldUpMs.toFixed(1)} ms`;

/** `start` resolves when its program has ended, with how long this process was held up to begin it. */
async function average(runs: number, start: () => Promise<{ heldUpMs: number }>): Promise<Cost> {
  let wholeMs = 0;
  let heldUpMs = 0;
  for (let run = 0; run < runs; run += 1) {
    const begunMs = performance.now();
    heldUpMs += (await start()).heldUpMs;
    wholeMs += performance.now() - begunMs;
  }
  return { wholeMs: wholeMs / runs, heldUpMs: heldUpMs / runs };
}

async function startDirectly(): Promise<{ heldUpMs: number }> {
  const begunMs = performance.now();
  const child = spawn('true', { stdio: 'ignore' });
  const heldUpMs = performance.now() - begunMs;
  await once(child, 'close');
  return { heldUpMs };
}

async function startBySpawner(): Promise<{ heldUpMs: number }> {
  const begunMs = performance.now();
  const starting = startProgram({ file: 'true', args: [], env: {}, slots: [] });
  const heldUpMs = performance.now() - begunMs;
  await (await starting).ended;
  return { heldUpMs };
}
