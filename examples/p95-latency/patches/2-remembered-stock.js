const remembered = new Map();

/** How many pieces are in the warehouse, by sku. Levels change slowly, so they are remembered. */
export async function availableOf(backend, skus) {
  const missing = skus.filter((sku) => !remembered.has(sku));
  if (missing.length > 0) {
    const levels = await backend.call('stock.levels', { skus: missing });
    for (const { sku, available } of levels) remembered.set(sku, available);
  }
  return remembered;
}
