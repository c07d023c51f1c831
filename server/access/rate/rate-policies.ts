/** The rates of one process: which of them a request takes from, and what is told of them. */
import type { Principal } from '../principal.ts';
import type { RateSettings } from './rate-settings.ts';
import { type Bucket, isFullAgain, type Rate, type Taken, takeOne } from './token-bucket.ts';

type PolicyName = keyof RateSettings;

export interface RateOutcome {
  /** The policy that refuses; absent: the request may be made. */
  readonly refusedBy?: PolicyName;
  readonly nextInSeconds: number;
  /** The `RateLimit-Policy` and `RateLimit` fields of the IETF's draft; empty where nothing limits. */
  readonly policyField: string;
  readonly limitField: string;
}

/** Buckets that nobody has taken from for a window are forgotten when there are so many. */
const MAX_BUCKETS = 10_000;

export function createRatePolicies(
  settings: RateSettings,
  nowMs: () => number = Date.now,
): (principal: Principal) => RateOutcome {
  const policies = (['key', 'tenant'] as const).flatMap((name) => {
    const rate = settings[name];
    return rate === undefined ? [] : [{ name, rate, take: createTaker(rate, nowMs) }];
  });
  const policyField = policies
    .map(({ name, rate }) => `"${name}";q=${rate.quota};w=${rate.windowSeconds}`)
    .join(', ');
  return ({ tenantId, keyId }) => {
    const ids = { key: `${tenantId} ${keyId}`, tenant: tenantId };
    const taken = policies.map(({ name, take }) => ({ name, ...take(ids[name]) }));
    const refused = taken.find(({ isAllowed }) => !isAllowed);
    return {
      ...(refused === undefined ? {} : { refusedBy: refused.name }),
      nextInSeconds: Math.max(
        0,
        ...taken.map(({ nextInSeconds, isAllowed }) => (isAllowed ? 0 : nextInSeconds)),
      ),
      policyField,
      limitField: taken
        .map((each) => `"${each.name}";r=${each.remaining};t=${each.fullInSeconds}`)
        .join(', '),
    };
  };
}

function createTaker(rate: Rate, nowMs: () => number): (id: string) => Taken {
  const buckets = new Map<string, Bucket>();
  return (id) => {
    const now = nowMs();
    const taken = takeOne(buckets.get(id), rate, now);
    buckets.set(id, taken.bucket);
    if (buckets.size > MAX_BUCKETS)
      for (const [each, bucket] of buckets) if (isFullAgain(bucket, rate, now)) buckets.delete(each);
    return taken;
  };
}
