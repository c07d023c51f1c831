/** The price of a call in Heston's model, by Lewis' integral: `node src/price.mjs '{"spot": 100, "strike": 100, …}'`. */
import { characteristicFunction } from './characteristic-function.mjs';
import { integrate } from './quadrature.mjs';

export function callPrice(point) {
  const { spot, strike } = point;
  const logMoneyness = Math.log(spot / strike);
  const integrand = (frequency) => {
    const phi = characteristicFunction(point, { re: frequency, im: -0.5 });
    const [cos, sin] = [Math.cos(frequency * logMoneyness), Math.sin(frequency * logMoneyness)];
    return (phi.re * cos - phi.im * sin) / (frequency * frequency + 0.25);
  };
  return spot - (Math.sqrt(spot * strike) / Math.PI) * integrate(integrand);
}

if (import.meta.filename === process.argv[1]) {
  console.log(JSON.stringify({ price: callPrice(JSON.parse(process.argv[2])) }));
}
