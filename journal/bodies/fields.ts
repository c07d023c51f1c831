/** Looks at JSON that was read: cheap, since a long record is read whole. Pure. */

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === 'string';

/** Absent, or a text. */
export const mayBeText = (value: unknown): boolean => value === undefined || typeof value === 'string';

export const isListOf = (value: unknown, isOne: (value: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isOne);

/** Absent, or such a list. */
export const mayBeListOf = (value: unknown, isOne: (value: unknown) => boolean): boolean =>
  value === undefined || isListOf(value, isOne);
