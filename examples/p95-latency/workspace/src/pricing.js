/** The price of one piece at this moment, in cents. */
export async function priceOf(backend, sku) {
  const [price] = await backend.call('pricing.prices', { skus: [sku] });
  return price?.cents;
}
