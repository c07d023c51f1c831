/**
 * Looks on while tests ask the work: whether it answers with a value by lot that nobody gave it. It stands in
 * front of the tests' own text.
 */
((plan) => {
  if (globalThis[plan.name] !== undefined) return;
  const part = (name) => process.getBuiltinModule(`node:${name}`);
  const [fs, path, url, crypto] = ['fs', 'path', 'url', 'crypto'].map(part);
  const { existsSync, statSync, readFileSync, writeSync } = fs;
  const { isPromise, isProxy } = part('util/types');
  const root = plan.root ?? process.cwd();
  const MOST = 20_000;
  const numbers = new Set(plan.numbers);
  const words = new Set(plan.words);
  const places = new Map();
  const given = new Set();
  const leaked = new Set();
  const watched = new WeakMap();
  let digest = '';
  let found;
  let isBlind = false;
  let depth = 0;

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

  /** Every text and number within; of a question also what kind of thing it is. */
  const leaves = (values, isQuestion) => {
    const seen = new Set();
    const out = [];
    const rest = [...values].reverse();
    while (rest.length > 0 && seen.size + out.length < MOST) {
      const value = rest.pop();
      if (value === null || !['object', 'function'].includes(typeof value)) {
        out.push(value);
        continue;
      }
      if (seen.has(value)) continue;
      seen.add(value);
      const kind = Object.prototype.toString.call(value);
      if (isQuestion) out.push(kind);
      const own = watched.has(value) || value[Symbol.toStringTag] === plan.name;
      if (own && isQuestion) continue;
      if (value instanceof Map) rest.push(...[...value].flat().reverse());
      else if (value instanceof Set) rest.push(...[...value].reverse());
      else if (value instanceof Date || value instanceof RegExp) out.push(String(value));
      else if (value instanceof URL)
        out.push(value.protocol === 'file:' ? url.fileURLToPath(value) : value.href);
      else if (Buffer.isBuffer(value)) out.push(value.toString());
      else if (ArrayBuffer.isView(value)) rest.push(...Array.from(value).reverse());
      else {
        const isPlain =
          Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value));
        // What else it may bring along, nobody can tell.
        if (isQuestion && !isPlain && !(value instanceof Error)) isBlind = true;
        if (typeof value === 'function') continue;
        rest.push(...Object.entries(value).flat().reverse());
        if (value instanceof Error) out.push(value.message);
      }
    }
    if (isQuestion && rest.length > 0) isBlind = true;
    return out;
  };

  const takeFile = (file) => {
    const content = readFileSync(file);
    if (content.subarray(0, 4096).includes(0)) return;
    for (const one of within(content.toString())) given.add(one);
  };
  const take = (leaf) => {
    for (const one of within(leaf)) given.add(one);
    if (typeof leaf !== 'string' || leaf === '' || leaf.length > 1000 || leaf.includes('\n')) return;
    const named = path.resolve(root, leaf.startsWith('file:') ? url.fileURLToPath(leaf) : leaf);
    if (!existsSync(named)) return;
    if (statSync(named).isFile()) takeFile(named);
    else if (leaf.includes('/') || leaf === '.')
      for (const one of plan.changed.map((each) => path.resolve(root, each)))
        if (one.startsWith(`${named}/`)) takeFile(one);
  };
  const ask = (name, values) => {
    try {
      const said = leaves(values, true);
      for (const leaf of said) take(leaf);
      const text = said.map((leaf) =>
        `${typeof leaf} ${String(leaf)}`.replaceAll(/\/tmp\/[^\s'"]*/g, '/tmp'),
      );
      digest = crypto
        .createHash('sha256')
        .update(`${digest} ${name} ${text.join('\u0001')}`)
        .digest('hex');
      if (plan.wanted === digest) found = digest;
    } catch {
      isBlind = true;
    }
  };
  const see = (values) => {
    if (isBlind || plan.wanted !== null) return;
    try {
      for (const one of leaves(values, false).flatMap(within)) {
        if (given.has(one)) continue;
        found ??= digest;
        leaked.add(one);
      }
    } catch {
      isBlind = true;
    }
  };

  /** Asks outside of any other question. */
  const called = (name, args, run) => {
    if (depth > 0) return run();
    ask(name, args);
    depth += 1;
    try {
      const result = run();
      if (isPromise(result)) return result.then((value) => watchedResult(value, args));
      return watchedResult(result, args);
    } finally {
      depth -= 1;
    }
  };
  const watchedResult = (result, args) => {
    see([result, ...args]);
    if (typeof result?.next === 'function' && typeof result[Symbol.iterator] === 'function')
      return (function* () {
        for (const value of { [Symbol.iterator]: () => result }) {
          see([value]);
          yield value;
        }
      })();
    return typeof result === 'function' ? wrap(result, 'result') : result;
  };

  /** What is exported by the work, and calls of its methods, are looked at. */
  const wrap = (value, name) => {
    if (typeof value === 'object' && value !== null && !isProxy(value)) {
      const isModule =
        value[Symbol.toStringTag] === 'Module' ||
        Object.values(value).some((one) => typeof one === 'function');
      if (!isModule) {
        // Tests may change it where it is.
        isBlind = true;
        return value;
      }
      return new Proxy(
        {},
        {
          get: (_, key) => (typeof value[key] === 'function' ? wrap(value[key], String(key)) : value[key]),
          has: (_, key) => key in value,
          ownKeys: () => Reflect.ownKeys(value),
          getOwnPropertyDescriptor: (_, key) => ({
            ...Reflect.getOwnPropertyDescriptor(value, key),
            configurable: true,
          }),
        },
      );
    }
    if (typeof value !== 'function') return value;
    if (watched.has(value)) return watched.get(value);
    const other = new Proxy(value, {
      apply: (target, self, args) => called(name, args, () => Reflect.apply(target, self, args)),
      construct: (target, args, made) => called(name, args, () => Reflect.construct(target, args, made)),
    });
    watched.set(value, other);
    watchMethods(value, `${name}.`);
    if (value.prototype !== undefined) watchMethods(value.prototype, `${name}#`);
    return other;
  };
  const watchMethods = (holder, prefix) => {
    for (const key of Reflect.ownKeys(holder)) {
      const description = Reflect.getOwnPropertyDescriptor(holder, key);
      if (
        typeof description?.value !== 'function' ||
        key === 'constructor' ||
        description.configurable !== true
      )
        continue;
      const method = description.value;
      const name = `${prefix}${String(key)}`;
      const asked = function (...args) {
        return called(name, args, () => Reflect.apply(method, this, args));
      };
      Object.defineProperty(holder, key, { ...description, value: asked });
    }
  };

  /** A program that is no judge, started by the tests. */
  const started =
    (run, name) =>
    (...args) => {
      const isOwn = leaves(args, false).some((leaf) =>
        plan.judges.some((judge) => `${leaf}`.endsWith(judge)),
      );
      if (isOwn) return run(...args);
      const options = args.find((one) => typeof one?.cwd === 'string' || one?.cwd instanceof URL);
      if (options !== undefined && path.resolve(`${options.cwd}`) !== root) take(`${options.cwd}/`);
      return called(name, args, () => run(...args));
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

  /** What a function of the tests gives to whoever is none of them. */
  let inner = 0;
  const own = (run, name) =>
    function (...args) {
      inner += 1;
      let result;
      try {
        result = Reflect.apply(run, this, args);
      } finally {
        inner -= 1;
      }
      return inner > 0 || plan.wanted !== null ? result : other(result, name);
    };

  const programs = (all) =>
    Object.fromEntries(
      Object.entries(all).map(([key, one]) => [key, typeof one === 'function' ? started(one, key) : one]),
    );
  const loaded = async (module, isOfPrograms) =>
    isOfPrograms ? programs(await module) : wrap(await module, 'module');

  globalThis[plan.name] = { wrap, started, programs, loaded, own };
  process.on('exit', () => {
    if (found === undefined || isBlind) return;
    const at = [...leaked]
      .slice(0, 200)
      .map((one) => places.get(one) ?? (Number.isInteger(one) ? `${one}.0` : one));
    for (const output of [1, 2])
      try {
        writeSync(output, `\n${plan.name} ${found} ${at.join(' ')}\n`);
      } catch {
        // It is closed.
      }
  });
})(PLAN);
