/**
 * Holds the language's own functions in their places: whoever else replaces one has no effect. It stands in front of
 * the program's own text, and runs before anything that the program loads.
 */
(({ holdsAll, holdsFunctions, ownPaths, ownNames, holdsPrints, mocked, modules, minds, code }) => {
  if (globalThis.ORDERING !== undefined) {
    globalThis.ORDERING.loading();
    return;
  }
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
  let isLoading = true;
  globalThis.ORDERING.loading = () => {
    isLoading = true;
  };
  globalThis.ORDERING.loaded = () => {};
  const watching = globalThis.WATCHING;
  delete globalThis.WATCHING;
  if (!holdsAll || !holdsFunctions) return;

  const { defineProperty, defineProperties, getOwnPropertyDescriptor } = Object;
  const { ownKeys, defineProperty: reflectDefine } = Reflect;
  const { captureStackTrace } = Error;
  const held = new Map();
  const isHeld = (holder, key) => held.get(holder)?.has(key) === true;

  let isAsking = false;
  /** Files on the way to here, the nearest first, that are no library's. */
  const files = () => {
    const told = {};
    const { stackTraceLimit } = Error;
    isAsking = true;
    Error.stackTraceLimit = 200;
    captureStackTrace(told, files);
    const frames = `${told.stack}`.split('\n').slice(1);
    Error.stackTraceLimit = stackTraceLimit;
    isAsking = false;
    return frames.filter(
      (frame) =>
        /(?:file:\/\/)?\/[^:]*\.\w+:\d+/.test(frame) && !/node:|\/node_modules\/|data:text/.test(frame),
    );
  };
  const isOwn = (frame) => ownPaths.some((path) => frame.includes(`/${path}:`));
  /** Whether the program itself asks for it: its text has the name, and the nearest file is one of its own. */
  const isOwnDoing = (key) => {
    if (!ownNames.includes(key)) return false;
    const [nearest] = files();
    return nearest !== undefined && isOwn(nearest);
  };
  /** Tests see what the work replaces for a time; so do programs where the work has called them. */
  const isVisible = () => !holdsPrints || files().some((frame) => !isOwn(frame));

  const left = [];
  const hold = (holder, keys = ownKeys(holder), isEffect = () => false) => {
    for (const key of keys) {
      const { value, configurable, enumerable } = getOwnPropertyDescriptor(holder, key) ?? {};
      if (
        typeof value !== 'function' ||
        configurable !== true ||
        key === 'constructor' ||
        mocked.includes(key)
      )
        continue;
      let accepted = value;
      let current = value;
      const isReplaceable = isEffect(key);
      if (isReplaceable) left.push(() => current !== accepted);
      defineProperty(holder, key, {
        get: () => (current === accepted || isVisible() ? current : accepted),
        set(other) {
          if (this !== holder)
            defineProperty(this, key, { value: other, writable: true, enumerable: true, configurable: true });
          else if (isOwnDoing(key)) {
            current = other;
            accepted = other;
          } else if (isReplaceable && !isLoading) current = other;
        },
        enumerable,
        configurable: mocked.length > 0,
      });
      if (!held.has(holder)) held.set(holder, new Set());
      held.get(holder).add(key);
    }
  };

  // Here, frames are told as they are.
  let prepare;
  defineProperty(Error, 'prepareStackTrace', {
    get: () => (isAsking ? undefined : prepare),
    set(other) {
      prepare = other;
    },
    configurable: false,
  });

  const replace = (holder, key, description) => {
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
  const isClock = (key) => key === 'Date' || key === 'now';
  for (const kind of kinds) {
    hold(kind, ownKeys(kind), isClock);
    hold(kind.prototype);
  }
  const libraries = ['node:util', 'node:assert', 'node:assert/strict'].map(part);
  for (const holder of [Math, JSON, Reflect, ...libraries, Performance.prototype])
    hold(holder, ownKeys(holder), (key) => key === 'random');
  if (holdsPrints) {
    hold(console, ['log', 'info', 'debug', 'dir', 'table'], () => true);
    defineProperty(process.stdout, 'write', {
      value: process.stdout.write,
      writable: true,
      enumerable: true,
      configurable: true,
    });
    hold(process.stdout, ['write'], () => true);
  }
  hold(process, ['hrtime', 'cpuUsage', 'memoryUsage', 'uptime']);
  hold(process, ['exit', 'reallyExit'], () => true);
  defineProperty(performance, 'now', {
    value: performance.now,
    writable: true,
    enumerable: true,
    configurable: true,
  });
  hold(performance, ['now']);
  hold(
    globalThis,
    ['isNaN', 'isFinite', 'parseInt', 'parseFloat', 'structuredClone', ...kinds.map(({ name }) => name)],
    isClock,
  );

  const hasLeft = () => {
    for (let at = 0; at < left.length; at += 1) if (left[at]()) return true;
    return false;
  };
  const { restore, watchEnd } = watching({ modules, left: [...mocked, ...ownNames], code, hasLeft });
  globalThis.ORDERING.loaded = () => {
    isLoading = false;
    restore();
    if (minds) watchEnd();
  };
})(SETTINGS);
