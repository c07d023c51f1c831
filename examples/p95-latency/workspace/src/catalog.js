/** What a product is: tax class and weight. `undefined` for an unknown article. */
export async function findProduct(backend, sku) {
  const [product] = await backend.call('catalog.products', { skus: [sku] });
  return product;
}
