/**
 * The solution's simulation, at the paper's parameters and at drawn ones, with drawn seeds. The solution hands over where
 * its paths end; averages and standard errors are worked out here, so it can claim neither. Strikes are drawn after that.
 * The last line is JSON: `largestZ` is the largest distance from the model, in standard errors.
 */
import { randomInt } from 'node:crypto';
import { between, drawViolentPoint, PAPER } from './points.mjs';
import { referencePrices } from './reference-pricer.mjs';
import { distances, flawOf } from './sample.mjs';
import { ask } from './solution-process.mjs';

/** Of the price at the money. */
const MAX_RELATIVE_ERROR = 0.01;

const seedNumber = () => randomInt(1, 2 ** 31);

async function simulate({ strike: _, ...model }, seed) {
  const { terminals } = await ask('simulate.mjs', { ...model, seed });
  const flaw = flawOf(terminals);
  if (flaw !== undefined) throw new Error(`src/simulate.mjs: ${flaw}`);
  return terminals;
}

/** The strike at the money first. */
function pricesAt(model) {
  const strikes = [model.spot, model.spot * between(0.9, 0.97), model.spot * between(1.02, 1.06)];
  return referencePrices(model, strikes).map((price, index) => ({ strike: strikes[index], price }));
}

function judge(name, model, terminals) {
  const found = distances(model, terminals, pricesAt(model));
  for (const { name: what, mean, expected, standardError, z } of found) {
    console.log(
      `${name}, ${what}: ${mean.toFixed(4)} +- ${standardError.toFixed(4)}, ${expected.toFixed(4)} wanted, z ${z.toFixed(1)}`,
    );
  }
  const { standardError, expected } = found.find(({ name: what }) => what.startsWith('call'));
  return { z: Math.max(...found.map(({ z }) => z)), standardError, relativeError: standardError / expected };
}

try {
  const [seed, other] = [seedNumber(), seedNumber()];
  const first = await simulate(PAPER, seed);
  const again = await simulate(PAPER, seed);
  const second = await simulate(PAPER, other);
  const drawn = drawViolentPoint();
  const results = [
    judge(`paper, seed ${seed}`, PAPER, first),
    judge(`paper, seed ${other}`, PAPER, second),
    judge(`drawn, seed ${other}`, drawn, await simulate(drawn, other)),
  ];
  const relativeError = Math.max(...results.map((result) => result.relativeError));
  const failures = [
    ...(JSON.stringify(first) === JSON.stringify(again) ? [] : ['the same seed gave two different samples']),
    ...(first.every(([spot], index) => spot !== second[index]?.[0]) ? [] : ['two seeds share paths']),
    ...(relativeError <= MAX_RELATIVE_ERROR
      ? []
      : [
          `too noisy: a standard error is ${(100 * relativeError).toFixed(2)} % of the price, 1 % is allowed`,
        ]),
  ];
  for (const failure of failures) console.log(`FAIL  ${failure}`);
  console.log(
    JSON.stringify({
      paths: first.length,
      standardError: Number(results[0].standardError.toFixed(5)),
      largestZ: Number(Math.max(...results.map(({ z }) => z)).toFixed(2)),
    }),
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
} catch (error) {
  console.log(`FAIL  ${error.message}`);
  process.exitCode = 1;
}
