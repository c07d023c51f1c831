/** What makes two requests under one key the same: method, path and body. Pure. */
import { createHash } from 'node:crypto';

export interface SentRequest {
  readonly method: string;
  /** The query belongs to it. */
  readonly url: string;
  /** It is as it was sent, before defaults are filled in: those may change with a release. */
  readonly body: unknown;
}

/** The order of members, white space, and how the key itself was sent make no difference. */
export function fingerprintOf({ method, url, body }: SentRequest): string {
  const sent = isRecord(body) ? Object.fromEntries(Object.entries(body).filter(isNoKey)) : (body ?? {});
  return createHash('sha256')
    .update(JSON.stringify([method, url, sent], inOrder))
    .digest('base64url');
}

const isNoKey = ([name]: readonly [string, unknown]): boolean => name !== 'requestId';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members in one order, at every depth. */
const inOrder = (_name: string, value: unknown): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
