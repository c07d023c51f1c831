/**
 * `npm run bench -- load`: how fast the whole service answers many callers at once, and what it holds in
 * memory meanwhile: readers and writers side by side, over the embedded journal and over Postgres. The model
 * is played; REST, Temporal, worker and journal are real. `npm run -s bench -- load --json` prints one JSON
 * object and nothing else (without `-s`, npm prints its own lines first).
 */
import { loadTable } from './load/figures.ts';
import { measureLoad } from './load/measure.ts';
import { LOAD_USAGE, parseLoadOptions } from './load/options.ts';

export async function main(args: readonly string[]): Promise<void> {
  const parsed = parseLoadOptions(args);
  if (!parsed.ok) {
    console.error(`${parsed.problem}\n${LOAD_USAGE}`);
    process.exit(2);
  }
  const { options } = parsed;
  // Standard output is for the result alone.
  const figures = await measureLoad(options, (line) => console.error(line));
  console.log(options.json ? JSON.stringify(figures) : loadTable(figures));
}
