/**
 * `npm run bench -- turns`: what a turn costs in Goalkeeper, next to the barest loop on Temporal and to no
 * Temporal at all. The same turn thrice (model call, sandboxed command with 50 KB of output, model call),
 * interleaved in one process. `npm run -s bench -- turns --json` prints one JSON object and nothing else
 * (without `-s`, npm prints its own lines first).
 */
import { runUntilStopped } from '../process/run-until-stopped.ts';
import { figuresOf } from './turns/figures.ts';
import { measure } from './turns/measure.ts';
import { parseTurnsOptions, TURNS_USAGE } from './turns/options.ts';
import { startContestants } from './turns/start-contestants.ts';
import { turnsTable } from './turns/table.ts';

export async function main(args: readonly string[]): Promise<void> {
  const parsed = parseTurnsOptions(args);
  if (!parsed.ok) {
    console.error(`${parsed.problem}\n${TURNS_USAGE}`);
    process.exit(2);
  }
  const { options } = parsed;
  await runUntilStopped(async (stack) => {
    const { contestants, failed } = await startContestants(stack);
    // Standard output is for the result alone.
    const measured = measure(contestants, options, (line) => console.error(line));
    const figures = figuresOf(await Promise.race([measured, failed]), options);
    console.log(options.json ? JSON.stringify(figures) : turnsTable(figures));
    return 0;
  });
}
