/**
 * The shop's backend: product catalogue, prices, warehouse, tax, shipping, payment and orders, all in memory. It
 * answers at once; how long an answer takes on the virtual clock is `latencyMs`.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { seeded } from './seeded-random.js';

export const REGIONS = ['north', 'south', 'islands', 'mountains'];
const TAX_PER_MILLE = {
  standard: { north: 190, south: 210, islands: 175, mountains: 188 },
  reduced: { north: 70, south: 100, islands: 55, mountains: 77 },
  exempt: { north: 0, south: 0, islands: 0, mountains: 0 },
};
const SHIPPING_BASE_CENTS = { north: 390, south: 490, islands: 1290, mountains: 690 };

/** `[fixed, per sku]` in virtual ms. */
const COST_MS = {
  'catalog.products': [3.3, 0.7],
  'pricing.prices': [4.0, 0.7],
  'stock.levels': [4.0, 1.6],
  'tax.rate': [5.4, 0],
  'shipping.quote': [28, 0],
  'payment.authorize': [31, 0],
  'orders.place': [14, 0],
};
const JITTER = 0.1;

/**
 * Virtual duration of a call. The jitter depends on the checkout and on what is asked, never on the order of calls,
 * on a price or on the machine, so that the same requests always cost the same.
 */
export function latencyMs(checkoutIndex, operation, args) {
  const [fixed, perSku] = COST_MS[operation] ?? [0, 0];
  const asked = [args.skus, args.region, args.taxClass].flat().join(',');
  const jitter = 1 + JITTER * seeded(`${checkoutIndex}|${operation}|${asked}`);
  return (fixed + perSku * (args.skus?.length ?? 0)) * jitter;
}

const skuList = (skus) => {
  if (!Array.isArray(skus)) throw new Error('skus has to be a list');
  return skus;
};

/** A shop with random prices and weights that nobody can know but by asking. `products` may be changed by a test. */
export function createBackend(productCount = 60) {
  const taxClasses = Object.keys(TAX_PER_MILLE);
  const products = new Map();
  for (let number = 1; number <= productCount; number += 1) {
    const sku = `A-${String(number).padStart(3, '0')}`;
    products.set(sku, {
      sku,
      // The class is fixed, since it decides how many different tax rates a basket asks for.
      taxClass: taxClasses[number % taxClasses.length],
      weightGrams: randomInt(50, 4000),
      cents: randomInt(101, 9999),
      available: 100_000,
    });
  }
  const orders = [];
  const authorizations = [];
  const known = (skus) => skuList(skus).flatMap((sku) => products.get(sku) ?? []);

  const operations = {
    'catalog.products': ({ skus }) =>
      known(skus).map(({ sku, taxClass, weightGrams }) => ({ sku, taxClass, weightGrams })),
    'pricing.prices': ({ skus }) => known(skus).map(({ sku, cents }) => ({ sku, cents })),
    'stock.levels': ({ skus }) => known(skus).map(({ sku, available }) => ({ sku, available })),
    'tax.rate': ({ region, taxClass }) => ({ perMille: TAX_PER_MILLE[taxClass][region] }),
    'shipping.quote': ({ region, weightGrams }) => ({
      cents: SHIPPING_BASE_CENTS[region] + 120 * Math.ceil(weightGrams / 1000),
    }),
    'payment.authorize': ({ customer, cents }) => {
      if (customer === 'declined-customer') return { declined: true };
      const authorizationId = randomUUID();
      authorizations.push({ authorizationId, customer, cents });
      return { authorizationId };
    },
    'orders.place': (order) => {
      const paid = authorizations.find(({ authorizationId }) => authorizationId === order.authorizationId);
      if (paid === undefined || paid.cents !== order.totalCents) throw new Error('the order is not paid for');
      for (const { sku, quantity } of order.lines) products.get(sku).available -= quantity;
      const orderId = randomUUID();
      orders.push({ ...order, orderId });
      return { orderId };
    },
  };

  /** What the basket has to cost now, worked out independently of the service. */
  function expectedTotals({ region, items }) {
    let netCents = 0;
    let taxCents = 0;
    let weightGrams = 0;
    for (const { sku, quantity } of items) {
      const product = products.get(sku);
      const lineCents = product.cents * quantity;
      netCents += lineCents;
      taxCents += Math.floor((lineCents * TAX_PER_MILLE[product.taxClass][region] + 500) / 1000);
      weightGrams += product.weightGrams * quantity;
    }
    const shippingCents = operations['shipping.quote']({ region, weightGrams }).cents;
    return { totalCents: netCents + taxCents + shippingCents, taxCents, shippingCents };
  }

  return {
    products,
    orders,
    authorizations,
    expectedTotals,
    /** Throws on an unknown operation or bad arguments; the service sees that as a rejected promise. */
    answer(operation, args) {
      const run = operations[operation];
      if (run === undefined) throw new Error(`unknown operation ${operation}`);
      return run(args);
    },
  };
}
