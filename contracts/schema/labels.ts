/** What people may call their threads and goals, and note of them: the limits are Stripe's. */
import { z } from 'zod';
import { text } from './text.ts';

const MAX_KEYS = 50;

export const title = text.trim().min(1).max(200);

const NAME = /^[^\p{Cc}\p{Cs}[\]]+$/u;

/**
 * Brackets stand around a key in a query, and a dot in front of it where a field is named. Classes of
 * Unicode are no part of JSON Schema's common dialect: the document has no pattern.
 */
const key = z
  .string()
  .min(1)
  .max(40)
  .refine((name) => NAME.test(name), 'must be 1 to 40 characters, without brackets and control characters')
  .refine((name) => name !== '__proto__', 'is a name that no client could read back');

const value = text.max(500);

const TOO_MANY = `must have at most ${MAX_KEYS} keys`;

const hasRoom = (fields: object): boolean => Object.keys(fields).length <= MAX_KEYS;

export const metadata = z
  .record(key, value)
  .refine(hasRoom, TOO_MANY)
  .meta({ maxProperties: MAX_KEYS })
  .describe('For your own use, e.g. an order number; lists of threads find it.');

/** They go with what is made. */
export const labelFields = {
  title: title.exactOptional(),
  metadata: metadata.exactOptional(),
};

/** They go with what is changed. */
export const labelPatchFields = {
  title: title.nullable().exactOptional(),
  metadata: z
    .record(key, value.nullable())
    .refine(hasRoom, TOO_MANY)
    .nullable()
    .describe('Merged into what is there: null removes a key, and in place of all of it every one.')
    .exactOptional(),
};

export const METADATA_FULL = { field: 'metadata', message: `${TOO_MANY}, with those that are there` };
