/** The evidence ledger and the experiment log: shapes, and what the words in them mean. Pure. */

/**
 * `confirmed`: shown by evidence that the service can point at. `refuted`: shown to be wrong by such
 * evidence. `approximate`: a reconstruction or a near match. `blocked`: it cannot be shown with what is
 * there. `uncertain`: open. `withdrawn`: taken back by who made it, and counted nowhere.
 */
export const CLAIM_STATUSES = [
  'confirmed',
  'refuted',
  'approximate',
  'blocked',
  'uncertain',
  'withdrawn',
] as const;

export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

/** What the model points at. */
export type EvidenceRef =
  /** The latest run of a check of the contract. */
  | { readonly kind: 'check'; readonly name: string }
  /** An item of this thread's record. */
  | { readonly kind: 'item'; readonly seq: number }
  | { readonly kind: 'file'; readonly path: string };

/**
 * Who produced it: the service itself, a command that the model ran, a file of the workspace, the model's or
 * the user's words.
 */
export type EvidenceSource = 'service' | 'command' | 'file' | 'model' | 'user';

/** Evidence as the service found it when the claim was recorded. */
export interface Evidence {
  readonly ref: EvidenceRef;
  readonly source: EvidenceSource;
  /**
   * One line, e.g. `price (verification) passed: exit 0, measured 1.69` or `shell node mc.mjs: exit code 0`.
   */
  readonly summary: string;
  /** A file has its entry digest, also one that an item shows. */
  readonly digest?: string;
  /**
   * An item may show a protected file: this one, as the file was accepted. Whatever changes it, it is no
   * source any more.
   */
  readonly sealedPath?: string;
  /** A check says where its runs stand in the journal. */
  readonly seq?: number;
  /** A check or a command says whether it passed, or exited with 0. Absent where there is nothing to pass. */
  readonly passed?: boolean;
}

/** One line of the ledger. */
export interface Claim {
  readonly claim: string;
  /** How it was examined. */
  readonly route: string;
  readonly evidence: readonly Evidence[];
  readonly status: ClaimStatus;
  readonly uncertainty: string;
}

/** The journal keeps it like this. A later claim of the same words takes the place of an earlier one. */
export interface ClaimRecord extends Claim {
  /** Id of the tool call that recorded it, unique within the thread. */
  readonly claimId: string;
  readonly threadId: string;
  readonly goalId: string;
  readonly revision: number;
  readonly turn: number;
  readonly seq: number;
  readonly recordedAtMs: number;
  /** Why evidence does not stand any more, one line for each such piece; empty while all stands. */
  readonly stale: readonly string[];
}

/** One line of the experiment log. */
export interface IterationRecord {
  readonly iterationId: string;
  readonly threadId: string;
  readonly goalId: string;
  readonly turn: number;
  readonly seq: number;
  readonly recordedAtMs: number;
  readonly changed: string;
  readonly observed: string;
  readonly next: string;
}

/** What the claim is worth now: nothing stays confirmed, or refuted, on evidence that has changed since. */
export const standingStatus = ({ status, stale }: Pick<ClaimRecord, 'status' | 'stale'>): ClaimStatus =>
  (status === 'confirmed' || status === 'refuted') && stale.length > 0 ? 'uncertain' : status;

/** The words of a claim as they are compared: without case, spacing and a closing mark. */
export const claimWords = (claim: string): string =>
  claim
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/[ .!]+$/u, '')
    .trim();

/** Id of each claim that a later one of the same words has replaced → id of the one that replaced it. */
export function successors(claims: readonly ClaimRecord[]): ReadonlyMap<string, string> {
  const latest = new Map<string, string>();
  const replaced = new Map<string, string>();
  for (const { claim, claimId } of claims) {
    const before = latest.get(claimWords(claim));
    if (before !== undefined) replaced.set(before, claimId);
    latest.set(claimWords(claim), claimId);
  }
  return replaced;
}

/**
 * The claims that no later one has replaced, in the order in which they were recorded; withdrawn ones too.
 */
export function currentClaims(claims: readonly ClaimRecord[]): ClaimRecord[] {
  const replaced = successors(claims);
  return claims.filter(({ claimId }) => !replaced.has(claimId));
}

/** Those of them that still claim something. */
export const standingClaims = (claims: readonly ClaimRecord[]): ClaimRecord[] =>
  currentClaims(claims).filter(({ status }) => status !== 'withdrawn');
