/**
 * p95 of the checkout over 400 baskets, in virtual milliseconds (see service-process.js). Baskets and latencies are
 * fixed; prices are drawn anew in every run and for every checkout, so an order can only be right when the service
 * has asked. The benchmark makes sure that the work was done; whether every cent is right is for test/correctness.js.
 */
import { randomInt } from 'node:crypto';
import { createBackend, REGIONS } from './backend.js';
import { seeded } from './seeded-random.js';
import { startService } from './service-process.js';

const CHECKOUTS = 400;
/** How many lines a basket has, one entry per 1/20 of the baskets. */
const BASKET_SIZES = [1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5];
/** An order further off than this was not priced from the backend's answers. */
const TOLERANCE = 0.01;

function basketOf(index, skus) {
  const size = BASKET_SIZES[Math.floor(seeded(`size ${index}`) * BASKET_SIZES.length)];
  const chosen = skus.toSorted((a, b) => seeded(`${index} ${a}`) - seeded(`${index} ${b}`)).slice(0, size);
  return {
    customer: `customer-${index}`,
    region: REGIONS[Math.floor(seeded(`region ${index}`) * REGIONS.length)],
    items: chosen.map((sku) => ({ sku, quantity: 1 + Math.floor(seeded(`quantity ${index} ${sku}`) * 3) })),
  };
}

/** Why this is no checkout to be timed, or `undefined`. */
function flawOf({ result, error }, basket, backend) {
  if (error !== undefined) return error;
  if (result?.status !== 'placed') return `the basket was ${result?.status ?? 'lost'} instead of placed`;
  const order = backend.orders.at(-1);
  if (order?.customer !== basket.customer || order.orderId !== result.orderId) return 'no order was placed';
  if (order.lines?.length !== basket.items.length) return 'the order has not the lines of the basket';
  const { totalCents } = backend.expectedTotals(basket);
  if (!(Math.abs(result.totalCents - totalCents) <= totalCents * TOLERANCE)) {
    return `the total of ${result.totalCents} cents cannot come from the prices of the moment`;
  }
  return undefined;
}

const percentile = (sorted, share) => sorted[Math.ceil(sorted.length * share) - 1];

const backend = createBackend();
const skus = [...backend.products.keys()];
const service = await startService();
const durations = [];
let failure;
for (let index = 0; index < CHECKOUTS && failure === undefined; index += 1) {
  for (const product of backend.products.values()) product.cents = randomInt(101, 9999);
  const basket = basketOf(index, skus);
  const outcome = await service.checkout(backend, index, basket);
  const flaw = flawOf(outcome, basket, backend);
  if (flaw !== undefined) failure = `checkout ${index}: ${flaw}`;
  durations.push(outcome.virtualMs);
}
await service.stop();

if (failure !== undefined) {
  console.log(`The benchmark could not measure: ${failure}`);
  process.exit(1);
}
durations.sort((a, b) => a - b);
console.log(`checkout benchmark: ${CHECKOUTS} checkouts, virtual clock`);
console.log(`p50_ms: ${percentile(durations, 0.5).toFixed(1)}`);
console.log(`max_ms: ${percentile(durations, 1).toFixed(1)}`);
console.log(`p95_ms: ${percentile(durations, 0.95).toFixed(1)}`);
