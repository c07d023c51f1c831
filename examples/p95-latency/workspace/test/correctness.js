/**
 * The correctness suite of the checkout: every rule of README.md, to the cent, against a backend with fresh random
 * prices. The service runs in its own process, as in the benchmark, and keeps running from case to case, so that
 * whatever it remembers between two checkouts is under test too.
 */
import assert from 'node:assert/strict';
import { createBackend } from '../bench/backend.js';
import { startService } from '../bench/service-process.js';

const service = await startService();
const backend = createBackend();
let checkouts = 0;

const buy = async (items, { region = 'north', customer = 'someone' } = {}) => {
  checkouts += 1;
  const basket = {
    customer,
    region,
    items: Object.entries(items).map(([sku, quantity]) => ({ sku, quantity })),
  };
  const { result, error } = await service.checkout(backend, checkouts, basket);
  if (error !== undefined) throw new Error(`checkout threw: ${error}`);
  return { basket, result };
};

const change = (sku, values) => Object.assign(backend.products.get(sku), values);

async function buysAtTheRightTotal(items, options) {
  const before = backend.orders.length;
  const { basket, result } = await buy(items, options);
  assert.equal(result.status, 'placed', 'status');
  const expected = backend.expectedTotals(basket);
  const { totalCents, taxCents, shippingCents } = result;
  assert.deepEqual({ totalCents, taxCents, shippingCents }, expected, 'totals in cents');
  assert.equal(backend.orders.length, before + 1, 'orders placed');
  assert.deepEqual(backend.orders.at(-1).lines, basket.items, 'lines of the order');
}

async function isRejected(items, sku, problem) {
  const [orders, payments] = [backend.orders.length, backend.authorizations.length];
  const { result } = await buy(items);
  assert.equal(result.status, 'rejected', 'status');
  assert.deepEqual(result.problems, [{ sku, problem }], 'problems');
  assert.equal(backend.orders.length, orders, 'orders placed');
  assert.equal(backend.authorizations.length, payments, 'payments authorized');
}

const cases = {
  'a single line is priced right': () => buysAtTheRightTotal({ 'A-001': 1 }),
  'a basket of all tax classes is priced right in every region': async () => {
    for (const region of ['north', 'south', 'islands', 'mountains']) {
      await buysAtTheRightTotal({ 'A-001': 2, 'A-002': 1, 'A-003': 3, 'A-004': 1, 'A-005': 2 }, { region });
    }
  },
  'tax is rounded for each line, not for the basket': async () => {
    // 19 % of 1.03 is 0.1957 for each of three lines: 3 x 0.20, where the sum would give 0.59.
    for (const sku of ['A-003', 'A-006', 'A-009']) change(sku, { cents: 103 });
    await buysAtTheRightTotal({ 'A-003': 1, 'A-006': 1, 'A-009': 1 });
  },
  'half a cent of tax is rounded up': async () => {
    change('A-003', { cents: 150 });
    await buysAtTheRightTotal({ 'A-003': 1 });
  },
  'a price that has changed since the last checkout is the one that counts': async () => {
    await buysAtTheRightTotal({ 'A-010': 1 });
    change('A-010', { cents: backend.products.get('A-010').cents + 1 });
    await buysAtTheRightTotal({ 'A-010': 1 });
  },
  'the last piece is sold once': async () => {
    change('A-020', { available: 1 });
    await buysAtTheRightTotal({ 'A-020': 1 });
    await isRejected({ 'A-020': 1 }, 'A-020', 'out_of_stock');
  },
  'stock that somebody else has bought is gone': async () => {
    await buysAtTheRightTotal({ 'A-021': 2 });
    change('A-021', { available: 1 });
    await isRejected({ 'A-022': 1, 'A-021': 2 }, 'A-021', 'out_of_stock');
  },
  'an article that is back in stock can be bought': async () => {
    change('A-023', { available: 0 });
    await isRejected({ 'A-023': 1 }, 'A-023', 'out_of_stock');
    change('A-023', { available: 5 });
    await buysAtTheRightTotal({ 'A-023': 5 });
  },
  'an unknown article rejects the basket before any payment': () =>
    isRejected({ 'A-030': 1, 'B-999': 1 }, 'B-999', 'unknown_article'),
  'a declined payment places no order': async () => {
    const before = backend.orders.length;
    const { result } = await buy({ 'A-031': 1 }, { customer: 'declined-customer' });
    assert.deepEqual(result, { status: 'declined' });
    assert.equal(backend.orders.length, before, 'orders placed');
  },
};

let failed = 0;
for (const [title, run] of Object.entries(cases)) {
  try {
    await run();
    console.log(`ok    ${title}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${title}`);
    console.log(`      ${error.message.replaceAll('\n', '\n      ')}`);
  }
}
await service.stop();

const total = Object.keys(cases).length;
console.log(`correctness suite: ${total - failed} of ${total} passed`);
process.exit(failed === 0 ? 0 : 1);
