/** Random numbers that a seed repeats: a 32-bit counter, mixed (splitmix32), and normal ones by Box and Muller. */
export function createRandom(seed) {
  let counter = seed >>> 0;
  let spare;
  const word = () => {
    counter = (counter + 0x9e3779b9) | 0;
    let mixed = Math.imul(counter ^ (counter >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  /** In (0, 1), never an end of it. */
  const uniform = () => (word() + 0.5) / 2 ** 32;
  const normal = () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return { uniform, normal };
}
