/** Values by lot in the place of those that tests know, and where one of them turns up again. */
(plan, crypto) => {
  const numbers = new Set(plan.numbers);
  const words = new Set(plan.words);
  const places = new Map();
  const WORD = 10;
  const TOKENS = /[a-z]{10,}|\d+(?:\.\d+)?(?:e[+-]?\d+)?/g;
  const within = (leaf) => {
    if (typeof leaf === 'number' || typeof leaf === 'bigint') {
      const size = Math.abs(Number(leaf));
      return numbers.has(size) ? [size] : [];
    }
    if (typeof leaf !== 'string') return [];
    const tokens = leaf.slice(0, 1_000_000).toLowerCase().match(TOKENS) ?? [];
    return tokens.flatMap((token) => {
      if (/\d/.test(token[0])) return numbers.has(Number(token)) ? [Number(token)] : [];
      const starts = Array.from({ length: token.length - WORD + 1 }, (_, at) => token.slice(at, at + WORD));
      return starts.filter((word) => words.has(word));
    });
  };

  const draw = (site, value) => {
    const place = crypto
      .createHash('sha256')
      .update(`${site} ${typeof value} ${value}`)
      .digest('hex')
      .slice(0, 16);
    if (plan.only !== null && !plan.only.includes(place)) return undefined;
    const lot = crypto.createHash('sha256').update(`${plan.seed} ${place}`).digest();
    const integer = 10 ** (3 + (lot[0] % 3)) + (lot.readUInt32BE(1) % 900_000);
    return {
      place,
      integer,
      word: Array.from(lot.subarray(5, 5 + WORD), (one) => 'abcdefghijklmnopqrstuvwxyz'[one % 26]).join(''),
    };
  };
  const keep = (to, value, place) => {
    to.add(value);
    places.set(value, place);
  };
  /** Another value of its kind, the same one for the same value at the same place. */
  const other = (value, site, left = { count: 2000 }) => {
    left.count -= 1;
    if (left.count < 0 || value === false || value == null || within(value).length > 0) return value;
    if (Array.isArray(value)) return value.map((one) => other(one, site, left));
    if (typeof value === 'object')
      return Object.getPrototypeOf(value) === Object.prototype
        ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, other(one, site, left)]))
        : value;
    const drawn = ['number', 'bigint', 'boolean', 'string'].includes(typeof value)
      ? draw(site, value)
      : undefined;
    if (drawn === undefined || (typeof value === 'number' && !Number.isFinite(value))) return value;
    if (typeof value !== 'string') {
      const changed =
        typeof value === 'bigint' ? value + BigInt(drawn.integer) : Number(value) + drawn.integer;
      keep(numbers, Math.abs(Number(changed)), drawn.place);
      return changed;
    }
    const said = /[A-Za-z]+/.exec(value);
    if (said !== null) {
      keep(words, drawn.word, drawn.place);
      const word = said[0] === said[0].toUpperCase() ? drawn.word.toUpperCase() : drawn.word;
      return `${value.slice(0, said.index)}${word}${value.slice(said.index + said[0].length)}`;
    }
    return value.replace(/\d+/, (digits) => {
      const changed = Number(digits) + drawn.integer;
      keep(numbers, changed, drawn.place);
      return `${changed}`;
    });
  };

  return { places, within, other };
};
