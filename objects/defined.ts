type OptionalKey<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/**
 * `T` as it is once its undefined members are left out: what may be undefined may be absent, and is never
 * undefined.
 */
export type Defined<T> = { [K in Exclude<keyof T, OptionalKey<T>>]: T[K] } & {
  [K in keyof T as K extends OptionalKey<T> ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * The members that have a value, in their order; `null`, `false`, `0` and `''` are values. With
 * `exactOptionalPropertyTypes` a member is left out or has a value, and what JSON makes of both is the same
 * only when none is undefined.
 */
export function defined<T extends object>(members: T): Defined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}
