/**
 * What stands in an error of the provider's API: of the client library's class, or in the middle of a stream.
 * Pure.
 */

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
  const fields = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const { status, code, type, param, message } = fields;
  return { status, code, type, param, message: typeof message === 'string' ? message : '' };
}

const BAD_REQUEST_STATUS: readonly unknown[] = [400, 422];

/** The server has read the request, and does not take it as it is. */
export const isBadRequest = ({ status }: Pick<ApiErrorFields, 'status'>): boolean =>
  BAD_REQUEST_STATUS.includes(status);
