/**
 * Which claim of the ledger a withdrawal means: by its words, or by their beginning where a request has shown
 * only that. Pure.
 */
import { type ClaimRecord, claimWords, standingClaims } from '../../workflows/evidence/ledger.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';

export type WithdrawnClaim =
  | { readonly ok: true; readonly claim: string }
  /** Names the field, and the claims that there are. */
  | { readonly ok: false; readonly problem: string };

const MAX_NAMED = 10;
const MAX_NAME_CHARACTERS = 120;

export function withdrawnClaim(earlier: readonly ClaimRecord[], written: string): WithdrawnClaim {
  const standing = standingClaims(earlier);
  const words = claimWords(written);
  const exact = standing.find(({ claim }) => claimWords(claim) === words);
  if (exact !== undefined) return { ok: true, claim: exact.claim };
  // Where a claim was shown cut, the mark of the cut comes along.
  const start = claimWords(written.replace(/(\.\.\.|\u2026)\s*$/u, ''));
  const begun = start === '' ? [] : standing.filter(({ claim }) => claimWords(claim).startsWith(start));
  const [only] = begun;
  if (only !== undefined && begun.length === 1) return { ok: true, claim: only.claim };
  const candidates = begun.length > 1 ? begun : standing;
  const why =
    begun.length > 1 ? 'several claims begin with these words' : 'no claim of the ledger has these words';
  return { ok: false, problem: `claim: ${why}; ${namesOf(candidates)}` };
}

function namesOf(claims: readonly ClaimRecord[]): string {
  if (claims.length === 0) return 'there is none that could be withdrawn';
  const named = claims
    .slice(-MAX_NAMED)
    .map(({ claim }) => JSON.stringify(cutToLine(claim, MAX_NAME_CHARACTERS)));
  const rest = claims.length - named.length;
  return `there are: ${named.join(', ')}${rest > 0 ? ` and ${rest} older ones` : ''}`;
}
