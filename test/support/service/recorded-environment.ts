/** An environment that remembers which of its variables were asked for, set or not. */
export function recordEnvironment(variables: Readonly<Record<string, string>>): {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly asked: ReadonlySet<string>;
} {
  const asked = new Set<string>();
  const environment = new Proxy(variables, {
    get(target, name) {
      if (typeof name === 'string') asked.add(name);
      return Reflect.get(target, name);
    },
  });
  return { environment, asked };
}
