/**
 * Holds the language's own functions in their places: whoever else replaces one has no effect. It stands in front of
 * the program's own text, and runs before anything that the program loads.
 */
((holdsAll, ownPaths, holdsPrints, mocked) => {
  const orderings = {
    '<': (a, b) => a < b,
    '<=': (a, b) => a <= b,
    '>': (a, b) => a > b,
    '>=': (a, b) => a >= b,
  };
  const isNoNumber = Number.isNaN;
  /** What is no number is on neither side of a bound: it does not pass for being within. */
  globalThis.ORDERING = (operator, a, b) =>
    orderings[operator](a, b) !== (holdsAll && (isNoNumber(a) || isNoNumber(b)) && typeof a === typeof b);
  if (!holdsAll) return;

  const { defineProperty, defineProperties, getOwnPropertyDescriptor } = Object;
  const { ownKeys, defineProperty: reflectDefine } = Reflect;
  const { captureStackTrace } = Error;
  const held = new Map();
  const isHeld = (holder, key) => held.get(holder)?.has(key) === true;

  /** Whether the program itself asks for it: the nearest file that is no library's. */
  const isOwnDoing = () => {
    const told = {};
    captureStackTrace(told, isOwnDoing);
    const frames = `${told.stack}`.split('\n').slice(1);
    const nearest = frames.find(
      (frame) => /(?:file:\/\/)?\/[^:]*\.\w+:\d+/.test(frame) && !/node:|\/node_modules\//.test(frame),
    );
    return nearest !== undefined && ownPaths.some((path) => nearest.includes(`/${path}:`));
  };

  const hold = (holder, keys = ownKeys(holder)) => {
    for (const key of keys) {
      const { value, configurable, enumerable } = getOwnPropertyDescriptor(holder, key) ?? {};
      if (
        typeof value !== 'function' ||
        configurable !== true ||
        key === 'constructor' ||
        mocked.includes(key)
      )
        continue;
      let current = value;
      defineProperty(holder, key, {
        get: () => current,
        set(other) {
          if (this !== holder)
            defineProperty(this, key, { value: other, writable: true, enumerable: true, configurable: true });
          else if (isOwnDoing()) current = other;
        },
        enumerable,
        configurable: mocked.length > 0,
      });
      if (!held.has(holder)) held.set(holder, new Set());
      held.get(holder).add(key);
    }
  };

  // Frames are told as they are.
  defineProperty(Error, 'prepareStackTrace', { get: () => undefined, set() {}, configurable: false });

  const replace = (holder, key, description) => {
    if (isOwnDoing())
      holder[key] = 'value' in description ? description.value : description.get?.call(holder);
  };
  Object.defineProperty = (holder, key, description) => {
    if (!isHeld(holder, key)) return defineProperty(holder, key, description);
    replace(holder, key, description);
    return holder;
  };
  Object.defineProperties = (holder, descriptions) => {
    for (const key of ownKeys(descriptions))
      if (isHeld(holder, key)) replace(holder, key, descriptions[key]);
      else defineProperties(holder, { [key]: descriptions[key] });
    return holder;
  };
  Reflect.defineProperty = (holder, key, description) => {
    if (!isHeld(holder, key)) return reflectDefine(holder, key, description);
    replace(holder, key, description);
    return true;
  };

  const part = (name) => process.getBuiltinModule?.(name) ?? {};
  const kinds = [
    Object,
    Array,
    String,
    Number,
    Boolean,
    Symbol,
    BigInt,
    Date,
    RegExp,
    Map,
    Set,
    WeakMap,
    WeakSet,
    Promise,
    Function,
    Error,
  ];
  for (const kind of kinds) {
    hold(kind);
    hold(kind.prototype);
  }
  const libraries = ['node:util', 'node:assert', 'node:assert/strict'].map(part);
  for (const holder of [Math, JSON, Reflect, ...libraries, Performance.prototype]) hold(holder);
  if (holdsPrints) {
    hold(console, ['log', 'info', 'debug', 'dir', 'table']);
    defineProperty(process.stdout, 'write', {
      value: process.stdout.write,
      writable: true,
      enumerable: true,
      configurable: true,
    });
    hold(process.stdout, ['write']);
  }
  hold(process, ['hrtime', 'cpuUsage', 'memoryUsage', 'uptime']);
  defineProperty(performance, 'now', {
    value: performance.now,
    writable: true,
    enumerable: true,
    configurable: true,
  });
  hold(performance, ['now']);
  hold(globalThis, [
    'isNaN',
    'isFinite',
    'parseInt',
    'parseFloat',
    'structuredClone',
    ...kinds.map(({ name }) => name),
  ]);
})(HOLDS_ALL, OWN_PATHS, HOLDS_PRINTS, MOCKED);
