/** What is watched stands as it stood before anything was loaded; what is replaced for a time is put back. */
globalThis.WATCHING = ({ modules, left, code, hasLeft }) => {
  const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
  const { ownKeys } = Reflect;
  const { reallyExit } = process;
  const { syncBuiltinESMExports } = process.getBuiltinModule?.('node:module') ?? {};
  const members = [];
  const seen = new WeakSet();
  const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

  /** Getters are not called: some make what they give. */
  const watch = (holder) => {
    if (!isObject(holder) || seen.has(holder)) return;
    seen.add(holder);
    for (const key of ownKeys(holder)) {
      const found = getOwnPropertyDescriptor(holder, key);
      if (key === 'constructor' || left.includes(key)) continue;
      if (typeof found.value === 'function' || found.get !== undefined) members.push({ holder, key, found });
      if (typeof found.value !== 'function') continue;
      watch(found.value);
      watch(getOwnPropertyDescriptor(found.value, 'prototype')?.value);
    }
    watch(getPrototypeOf(holder));
  };

  for (const key of ownKeys(globalThis)) {
    const { value } = getOwnPropertyDescriptor(globalThis, key);
    if (['global', 'globalThis', 'process', 'console'].includes(key) || !isObject(value)) continue;
    watch(value);
    watch(getOwnPropertyDescriptor(value, 'prototype')?.value);
  }
  const iterators = [[], new Map(), new Set(), ''].map((one) => one[Symbol.iterator]());
  const generators = [function* () {}, async function* () {}, async () => {}];
  for (const one of [...iterators, ''.matchAll(/a/g), ...generators]) watch(getPrototypeOf(one));
  for (const one of modules) watch(process.getBuiltinModule?.(one));
  /** They change what becomes of a value as text. */
  const ADDED = ['toJSON', Symbol.toPrimitive];
  const kinds = [Object, Array, Number, String, Boolean].map(({ prototype }) => prototype);

  // An iterator may be what was replaced: nothing is gone through by one from here on.
  const isAsItWas = ({ holder, key, found }) => {
    const now = getOwnPropertyDescriptor(holder, key);
    return now !== undefined && now.value === found.value && now.get === found.get && now.set === found.set;
  };
  const added = kinds.flatMap((holder) => ADDED.map((key) => ({ holder, key }))).filter(isAbsent);
  function isAbsent({ holder, key }) {
    return getOwnPropertyDescriptor(holder, key) === undefined;
  }
  const count = members.length;
  const isChanged = () => {
    for (let at = 0; at < count; at += 1) if (!isAsItWas(members[at])) return true;
    for (let at = 0; at < added.length; at += 1) if (!isAbsent(added[at])) return true;
    return hasLeft();
  };

  const restore = () => {
    for (let at = 0; at < count; at += 1) {
      if (isAsItWas(members[at])) continue;
      const { holder, key, found } = members[at];
      if (getOwnPropertyDescriptor(holder, key)?.configurable !== false) defineProperty(holder, key, found);
      else if (found.writable) holder[key] = found.value;
    }
    for (let at = 0; at < added.length; at += 1) delete added[at].holder[added[at].key];
    syncBuiltinESMExports?.();
  };
  let isWatched = false;
  const check = () => {
    if (isWatched && isChanged()) reallyExit.call(process, code);
  };

  // The work's listeners come after it, so that they find nothing to undo.
  for (const name of ['prependListener', 'prependOnceListener']) {
    const prepend = process[name];
    const value = function (event, listener) {
      const found = prepend.call(this, event, listener);
      if (event === 'exit') prepend.call(process, event, check);
      return found;
    };
    defineProperty(process, name, { value, writable: true, enumerable: false, configurable: true });
  }
  return {
    restore,
    watchEnd: () => {
      isWatched = true;
      process.removeListener('exit', check);
      process.prependListener('exit', check);
    },
  };
};
