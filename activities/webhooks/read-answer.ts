/** What is kept of a receiver's answer. */
import type { IncomingMessage } from 'node:http';

export interface Answer {
  readonly status: number;
  /** When the receiver wants to be asked again. */
  readonly retryAfterMs?: number;
  readonly answer: string;
}

const MAX_BYTES = 1024;
/** The status has come; who is slow with the rest is not waited for. */
const MAX_MS = 2_000;

/** Reads the first of it and hangs up. */
export async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => response.destroy(), MAX_MS);
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk.subarray(0, MAX_BYTES - size));
      size += chunk.length;
      if (size >= MAX_BYTES) break;
    }
  } catch {
    // It was cut short; what has come is kept.
  } finally {
    clearTimeout(timer);
    response.destroy();
  }
  const retryAfterMs = readRetryAfter(response.headers['retry-after'], Date.now());
  return {
    status: response.statusCode ?? 0,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    answer: Buffer.concat(chunks).toString('utf8'),
  };
}

/** RFC 9110, 10.2.3: seconds, or a date. */
export function readRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const atMs = value.endsWith(' GMT') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
