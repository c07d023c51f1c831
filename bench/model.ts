/**
 * `npm run bench -- model`: what a thread's requests hold, how much of them a provider's cache saves, what
 * they cost to build, and what a worker holds of them over a night. The model is played; journal, Activities
 * and socket are real. `npm run -s bench -- model --json` prints one JSON object and nothing else (without
 * `-s`, npm prints its own lines first).
 */
import { measureBuilding } from './model/measure-building.ts';
import { measureMemory } from './model/measure-memory.ts';
import { measureRequests } from './model/measure-requests.ts';
import type { ModelFigures } from './model/model-figures.ts';
import { MODEL_USAGE, parseModelOptions } from './model/options.ts';
import { modelTable } from './model/table.ts';

export async function main(args: readonly string[]): Promise<void> {
  const parsed = parseModelOptions(args);
  if (!parsed.ok) {
    console.error(`${parsed.problem}\n${MODEL_USAGE}`);
    process.exit(2);
  }
  const { options } = parsed;
  // Standard output is for the result alone.
  const say = (line: string) => console.error(line);
  say('building requests');
  const building = await measureBuilding(options.items);
  say(`${options.memoryTurns} turns of 50 KB`);
  const { memory, compactions } = await measureMemory(options.memoryTurns, options.windowTokens);
  const requests = await measureRequests(options, say);
  const figures: ModelFigures = {
    bench: 'model',
    outputBytes: options.outputBytes,
    ...requests,
    building,
    memory,
    compactions,
  };
  console.log(options.json ? JSON.stringify(figures) : modelTable(figures));
}
