/** Starts work on many things at once, but only on so many at a time. */

/** Each thing with the promise of its result; a failure stays with its own thing, and others go on. */
export function atMost<T, R>(
  limit: number,
  things: readonly T[],
  work: (thing: T) => Promise<R>,
): ReadonlyMap<T, Promise<R>> {
  const results = new Map(things.map((thing) => [thing, Promise.withResolvers<R>()]));
  const waiting = [...results];
  const next = async (): Promise<void> => {
    for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
      const [thing, { resolve, reject }] = entry;
      await work(thing).then(resolve, reject);
    }
  };
  for (let worker = 0; worker < limit; worker += 1) void next();
  return new Map([...results].map(([thing, { promise }]) => [thing, handled(promise)]));
}

/** A failure that nobody has looked at yet must not end the process. */
function handled<R>(promise: Promise<R>): Promise<R> {
  promise.catch(() => undefined);
  return promise;
}
