/** How many pieces are in the warehouse at this moment. */
export async function availableOf(backend, sku) {
  const [level] = await backend.call('stock.levels', { skus: [sku] });
  return level?.available ?? 0;
}
