/** The paper's call, priced by the solution: how far from the figure in the paper, and right to more digits than that. */
import { PAPER } from './points.mjs';
import { referencePrice } from './reference-pricer.mjs';
import { askPrice } from './solution-process.mjs';

const PAPER_PRICE = 1.69;
/** The paper rounds to cents; who copies its figure is further off than this. */
const TOLERANCE = 0.0005;

try {
  const price = await askPrice(PAPER);
  const wanted = referencePrice(PAPER);
  const isRight = Math.abs(price - wanted) <= TOLERANCE;
  console.log(`solution ${price.toFixed(6)}, by the other route ${wanted.toFixed(6)}, paper ${PAPER_PRICE}`);
  if (!isRight)
    console.log(`FAIL  the solution is further than ${TOLERANCE} from the price by the other route`);
  console.log(`abs_error: ${Math.abs(price - PAPER_PRICE).toFixed(6)}`);
  process.exitCode = isRight ? 0 : 1;
} catch (error) {
  console.log(`FAIL  ${error.message}`);
  process.exitCode = 1;
}
