export function createEvents() {
  const listeners = new Map();
  return {
    on(name, listener) {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(listener));
      return () => all.delete(listener);
    },
    tell(name, ...values) {
      const all = [...(listeners.get(name) ?? [])];
      const failures = [];
      for (const listener of all) {
        try {
          listener(...values);
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
      return all.length;
    },
  };
}
