/** Calls that the paper does not speak of, half of them drawn in this run: a solution has to work them out. */
import { drawPoint, HARD } from './points.mjs';
import { referencePrice } from './reference-pricer.mjs';
import { askPrice } from './solution-process.mjs';

const DRAWN = 6;

const points = [
  ...Object.entries(HARD),
  ...Array.from({ length: DRAWN }, (_, index) => [`drawn ${index + 1}`, drawPoint()]),
];

let worst = 0;
for (const [name, point] of points) {
  const wanted = referencePrice(point);
  try {
    const price = await askPrice(point);
    const error = Math.abs(price - wanted);
    worst = Math.max(worst, error);
    console.log(
      `${name}: ${price.toFixed(5)}, ${wanted.toFixed(5)} wanted, off by ${error.toExponential(1)}`,
    );
  } catch (error) {
    // No price is off by all of it.
    worst = Math.max(worst, wanted);
    console.log(`FAIL  ${name}: ${error.message}`);
    process.exitCode = 1;
  }
}
console.log(`worst_error: ${worst.toFixed(6)}`);
