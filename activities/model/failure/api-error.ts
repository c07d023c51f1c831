/**
 * What stands in an error of the provider's API: of the client library's class, or in the middle of a stream.
 * Pure.
 */

import { objectIn } from '../../../context/transcript/call-arguments.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface ApiErrorFields {
  readonly status: unknown;
  readonly code: unknown;
  readonly type: unknown;
  readonly param: unknown;
  /** Empty when there is none. */
  readonly message: string;
}

/** Anything that was thrown may be given. */
export function apiErrorFields(error: unknown): ApiErrorFields {
  const { status, code, type, param, message } = fieldsOf(error);
  return { status, code, type, param, message: typeof message === 'string' ? message : '' };
}

const BAD_REQUEST_STATUS: readonly unknown[] = [400, 422];

/** The server has read the request, and does not take it as it is. */
export const isBadRequest = ({ status }: Pick<ApiErrorFields, 'status'>): boolean =>
  BAD_REQUEST_STATUS.includes(status);

/**
 * The status of an error; one inside a stream has it as its code, where it has one at all (OpenRouter,
 * Google).
 */
export function errorStatus(fields: Fields): number | undefined {
  if (typeof fields.status === 'number') return fields.status;
  return [fields.code, fieldsOf(fields.error).code]
    .map((code) => (typeof code === 'string' && /^\d{3}$/.test(code) ? Number(code) : code))
    .find((code): code is number => typeof code === 'number' && code >= 400 && code < 600);
}

/**
 * What an error calls itself, in `code`, `type` or `status`, of its own or of its body: `Internal Server
 * Error`, `internalServerError` and `INTERNAL_SERVER_ERROR` are one name, in small letters.
 */
export function errorNames(fields: Fields): string[] {
  const body = fieldsOf(fields.error);
  const words = [fields.code, fields.type, fields.status, body.code, body.type, body.status, fields.error];
  return words.filter((word) => typeof word === 'string').map(nameOf);
}

/** What a router says that its provider has said is the error (OpenRouter: `metadata.raw`). */
export function withRawError(error: unknown): unknown {
  const fields = fieldsOf(error);
  const { raw } = fieldsOf((fieldsOf(fields.error).metadata ?? fields.metadata) as unknown);
  if (typeof raw !== 'string' || raw.trim() === '') return error;
  const parsed = objectIn(raw) ?? {};
  const own = fieldsOf(parsed.error ?? parsed);
  const { message = raw, code = fields.code, type = fields.type, param = fields.param } = own;
  return { ...fields, message, code, type, param, error: own };
}

const nameOf = (word: string): string =>
  word
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[\s.-]+/g, '_')
    .toLowerCase();

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
