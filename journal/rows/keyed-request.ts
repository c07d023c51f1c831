/** Requests under a key of the caller's, and the answers that are given again. */

export interface RequestKey {
  readonly tenantId: string;
  /** What stands for the caller's key; the journal needs not know the key itself. */
  readonly key: string;
}

/** Keys are remembered for so long; whoever sweeps them goes by it. */
export const KEY_REMEMBERED_MS = 24 * 60 * 60_000;

/** How much is kept for the keys of a tenant. */
export interface KeyUse {
  readonly keys: number;
  readonly bytes: number;
}

export interface KeptReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Which thread it is about; it goes when that one is purged. */
  readonly threadId?: string | undefined;
  /** Whoever keeps it may have sealed it. */
  readonly body: string;
}

export interface KeyClaim extends RequestKey {
  readonly fingerprint: string;
  readonly now: Date;
  /** Nobody else may make the request until then. */
  readonly claimedUntil: Date;
  /** Keys that were first used before are free again. */
  readonly expiredBefore: Date;
}

export type ClaimedKey =
  /** The caller makes the request. `isNew`: nothing was asked under the key before. */
  | { readonly state: 'claimed'; readonly isNew: boolean }
  | { readonly state: 'inFlight' }
  | { readonly state: 'answered'; readonly reply: KeptReply }
  /** The key was used for another request. */
  | { readonly state: 'reused' };

/** The part of the journal that remembers requests by their keys. */
export interface KeyedRequests {
  /** Takes the key for one request; of several at once, one gets it. */
  claimKey(claim: KeyClaim): Promise<ClaimedKey>;
  /** The request is still being made: nobody else may make it until then. */
  renewKey(key: RequestKey, fingerprint: string, claimedUntil: Date): Promise<void>;
  /** Keeps the reply of a request that was claimed; the first one stays. */
  keepReply(key: RequestKey, fingerprint: string, reply: KeptReply): Promise<void>;
  /** There is no reply to give again: the request may be made once more, and no other one under its key. */
  releaseKey(key: RequestKey, fingerprint: string): Promise<void>;
  /** The request was never made: its key is free. */
  forgetKey(key: RequestKey, fingerprint: string): Promise<void>;
  readKeyUse(tenantId: string): Promise<KeyUse>;
  /** Removes what was first asked before, with its answers. */
  sweepKeys(expiredBefore: Date): Promise<void>;
}
