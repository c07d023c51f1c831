/**
 * A copy without the members of these names; the others keep their order. A name that is absent does nothing.
 */
export function omit<T extends object, K extends keyof T>(members: T, ...names: readonly K[]): Omit<T, K> {
  return Object.fromEntries(
    Object.entries(members).filter(([name]) => !(names as readonly string[]).includes(name)),
  ) as Omit<T, K>;
}
