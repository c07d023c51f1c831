/** Whether two values are the same JSON. Pure. */
import { isDeepStrictEqual } from 'node:util';

/** Whatever the order of members is, and members that are left out or `undefined`. */
export const isSameJson = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(asJson(one), asJson(other));

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
