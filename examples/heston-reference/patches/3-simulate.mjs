/** Where paths of Heston's model end: `node src/simulate.mjs '{"spot": 100, …, "seed": 1}'`. */
import { createRandom } from './random.mjs';
import { createStep } from './scheme.mjs';

export const PATHS = 5_000;
export const STEPS = 30;

/** `[spot, variance]` at the end of each path. */
export function simulate(model, paths = PATHS) {
  const step = createStep(model, model.years / STEPS, createRandom(model.seed));
  return Array.from({ length: paths }, () => {
    let [logSpot, variance] = [Math.log(model.spot), model.v0];
    for (let index = 0; index < STEPS; index += 1) [logSpot, variance] = step(logSpot, variance);
    return [Math.exp(logSpot), Math.max(variance, 0)];
  });
}

if (import.meta.filename === process.argv[1]) {
  process.stdout.write(JSON.stringify({ terminals: simulate(JSON.parse(process.argv[2])) }));
}
