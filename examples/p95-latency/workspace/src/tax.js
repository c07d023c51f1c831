/** The tax rate of a class of goods in a region, in per mille. */
export async function taxRate(backend, region, taxClass) {
  const { perMille } = await backend.call('tax.rate', { region, taxClass });
  return perMille;
}

/** Tax on an amount, rounded half up to whole cents. */
export const taxOn = (cents, perMille) => Math.floor((cents * perMille + 500) / 1000);
