/**
 * How many requests may still be made: a bucket that fills evenly, up to what one window allows. Pure.
 */

export interface Rate {
  /** Requests in a window; as many may come at once. */
  readonly quota: number;
  readonly windowSeconds: number;
}

/** Absent: nothing was taken from it lately. */
export interface Bucket {
  readonly level: number;
  readonly atMs: number;
}

export interface Taken {
  readonly isAllowed: boolean;
  readonly bucket: Bucket;
  /** Whole requests that may be made at once. */
  readonly remaining: number;
  /** The bucket is full again by then. */
  readonly fullInSeconds: number;
  /** The next request may be made by then; 0: now. */
  readonly nextInSeconds: number;
}

/** Takes one request; what is refused takes nothing. A clock that goes back fills nothing. */
export function takeOne(bucket: Bucket | undefined, { quota, windowSeconds }: Rate, nowMs: number): Taken {
  const perMs = quota / (windowSeconds * 1000);
  const passedMs = bucket === undefined ? 0 : Math.max(0, nowMs - bucket.atMs);
  const filled = Math.min(quota, bucket === undefined ? quota : bucket.level + passedMs * perMs);
  const isAllowed = filled >= 1;
  const level = isAllowed ? filled - 1 : filled;
  const secondsTo = (wanted: number): number =>
    Math.max(0, Math.ceil(((wanted - level) * windowSeconds) / quota));
  return {
    isAllowed,
    bucket: { level, atMs: nowMs },
    remaining: Math.floor(level),
    fullInSeconds: secondsTo(quota),
    nextInSeconds: secondsTo(1),
  };
}

export const isFullAgain = (bucket: Bucket, rate: Rate, nowMs: number): boolean =>
  bucket.level + ((nowMs - bucket.atMs) * rate.quota) / (rate.windowSeconds * 1000) >= rate.quota;
