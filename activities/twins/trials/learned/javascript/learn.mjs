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
  const given = new Set();
  const leaked = new Set();
  const watched = new WeakMap();
  const lookedAt = new WeakSet();
  const begunWith = process.argv.join('\0');
  let digest = '';
  let found;
  let isBlind = false;
  let depth = 0;

  // What tests draw by lot is the same in the runs of one round.
  let chance = plan.chance;
  Math.random = () => {
    chance = (Math.imul(chance, 1_664_525) + 1_013_904_223) >>> 0;
    return chance / 2 ** 32;
  };

  const { places, within, other } = DRAWN(plan, crypto);

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

  const named = new Set();
  const data = plan.changed.map((one) => path.resolve(root, one));
  const takeFile = (file) => {
    named.add(file);
    const content = readFileSync(file);
    if (content.subarray(0, 4096).includes(0)) return;
    for (const one of within(content.toString())) given.add(one);
    takeSaid(content.toString());
  };
  const takeEach = (isNamed) => {
    for (const one of data) if (!named.has(one) && isNamed(one) && existsSync(one)) takeFile(one);
  };
  /** Data that is named in what is given is given as well: a list of pages, a template's parts. */
  const takeSaid = (text) => takeEach((one) => text.includes(path.basename(one)));
  const take = (leaf) => {
    for (const one of within(leaf)) given.add(one);
    if (typeof leaf !== 'string' || leaf === '') return;
    takeSaid(leaf);
    if (leaf.length > 1000 || leaf.includes('\n')) return;
    takePath(leaf);
    // A line of a shell names its files in words; a pattern or a name without its ending is one too.
    for (const word of leaf.split(/[\s<>|&;()'"=]+/).slice(0, 100)) {
      const start = word.split(/[*?[{]/, 1)[0];
      if (start.length > 2 && (start.includes('/') || start !== word))
        takeEach((one) => one.startsWith(path.resolve(root, start)));
    }
  };
  const takePath = (leaf) => {
    const place = path.resolve(root, leaf.startsWith('file:') ? url.fileURLToPath(leaf) : leaf);
    if (!existsSync(place)) return;
    if (statSync(place).isFile()) takeFile(place);
    else if (leaf.includes('/') || leaf === '.') takeEach((one) => one.startsWith(`${place}/`));
  };
  const ask = (name, values) => {
    try {
      const args = process.argv.join('\0');
      const said = leaves(args === begunWith ? values : [...values, ...process.argv], true);
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
  const isNative = (kind) => /\[native code\]\s*\}$/.test(Function.prototype.toString.call(kind));
  const seenResults = new WeakSet();
  /** What a function of the work makes is asked as well. */
  const watchMade = (made) => {
    if (typeof made !== 'object' || made === null || isProxy(made) || seenResults.has(made)) return;
    seenResults.add(made);
    if (!Object.isFrozen(made)) watchMethods(made, 'made.');
    const holder = Object.getPrototypeOf(made);
    const kind = holder?.constructor;
    if (holder === null || typeof kind !== 'function' || isNative(kind) || isLookedAt(kind)) return;
    lookedAt.add(kind);
    watchMethods(holder, `${kind.name}#`);
  };
  const watchedResult = (result, args) => {
    see([result, ...args]);
    watchMade(result);
    if (typeof result?.next === 'function' && typeof result[Symbol.iterator] === 'function')
      return (function* () {
        for (const value of { [Symbol.iterator]: () => result }) {
          see([value]);
          yield value;
        }
      })();
    if (typeof result?.next === 'function' && typeof result[Symbol.asyncIterator] === 'function')
      return (async function* () {
        for await (const value of { [Symbol.asyncIterator]: () => result }) {
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
      construct: (target, args, made) => {
        // Classes of the tests, and the library's that one of the work extends, give it what they like.
        const base = Object.getPrototypeOf(target);
        const extendsOthers = base !== Function.prototype && base !== null && !isLookedAt(base);
        if (made !== other || extendsOthers) isBlind = true;
        return called(name, args, () => Reflect.construct(target, args, made));
      },
    });
    watched.set(value, other);
    lookedAt.add(value).add(other);
    watchMethods(value, `${name}.`);
    if (value.prototype !== undefined) watchMethods(value.prototype, `${name}#`);
    return other;
  };
  const isLookedAt = (kind) => lookedAt.has(kind) || kind === Object;
  const watchMethods = (holder, prefix) => {
    for (const key of Reflect.ownKeys(holder)) {
      const description = Reflect.getOwnPropertyDescriptor(holder, key);
      if (key === 'constructor' || description?.configurable !== true) continue;
      const name = `${prefix}${String(key)}`;
      if (typeof description.get === 'function') {
        const read = description.get;
        Object.defineProperty(holder, key, {
          ...description,
          get() {
            return called(name, [], () => Reflect.apply(read, this, []));
          },
        });
      }
      if (typeof description.value !== 'function') continue;
      const method = description.value;
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
    const isTold = data.some((one) => named.has(one));
    if (plan.isTurned && plan.wanted === null && digest !== '' && !isTold) found = digest;
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
