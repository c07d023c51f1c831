import { findProduct } from './catalog.js';
import { priceOf } from './pricing.js';
import { availableOf } from './stock.js';
import { taxOn, taxRate } from './tax.js';

/** Everything that is to be known about one line of the basket, or why it cannot be sold. */
async function loadLine(backend, region, { sku, quantity }) {
  const product = await findProduct(backend, sku);
  if (product === undefined) return { sku, problem: 'unknown_article' };
  const available = await availableOf(backend, sku);
  if (available < quantity) return { sku, problem: 'out_of_stock' };
  const unitCents = await priceOf(backend, sku);
  const perMille = await taxRate(backend, region, product.taxClass);
  const netCents = unitCents * quantity;
  return {
    sku,
    quantity,
    netCents,
    taxCents: taxOn(netCents, perMille),
    weightGrams: product.weightGrams * quantity,
  };
}

async function loadLines(backend, basket) {
  const lines = [];
  for (const item of basket.items) {
    lines.push(await loadLine(backend, basket.region, item));
  }
  return lines;
}

const sum = (lines, field) => lines.reduce((total, line) => total + line[field], 0);

/**
 * Turns a basket `{ customer, region, items: [{ sku, quantity }] }` into an order. A basket lists each article once.
 * Returns `{ status: 'placed', … }`, `{ status: 'rejected', problems }` or `{ status: 'declined' }`.
 */
export async function checkout(backend, basket) {
  const lines = await loadLines(backend, basket);
  const problems = lines.filter((line) => line.problem !== undefined);
  if (problems.length > 0) return { status: 'rejected', problems };

  const shipping = await backend.call('shipping.quote', {
    region: basket.region,
    weightGrams: sum(lines, 'weightGrams'),
  });
  const taxCents = sum(lines, 'taxCents');
  const totalCents = sum(lines, 'netCents') + taxCents + shipping.cents;

  const payment = await backend.call('payment.authorize', { customer: basket.customer, cents: totalCents });
  if (payment.declined) return { status: 'declined' };

  const order = await backend.call('orders.place', {
    customer: basket.customer,
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    totalCents,
    authorizationId: payment.authorizationId,
  });
  return { status: 'placed', orderId: order.orderId, totalCents, taxCents, shippingCents: shipping.cents };
}
