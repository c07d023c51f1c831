export const total = (lines) => lines.reduce((sum, { price }) => sum + price, 0);
