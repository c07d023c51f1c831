/**
 * Which status of the ledger a model means by another word. It is told, and nothing is guessed for it. Pure.
 */
import { CLAIM_STATUSES, type ClaimStatus } from './ledger.ts';

const MEANT: Readonly<Record<ClaimStatus, readonly string[]>> = {
  confirmed: ['proven', 'proved', 'verified', 'true', 'shown', 'passed', 'established', 'supported', 'done'],
  refuted: [
    ...['contradicted', 'disproven', 'disproved', 'falsified', 'false', 'wrong', 'rejected', 'incorrect'],
    ...['invalid', 'failed', 'unsupported'],
  ],
  approximate: ['approximated', 'partial', 'partially confirmed', 'estimated', 'estimate', 'likely', 'weak'],
  blocked: ['missing', 'unavailable', 'impossible', 'not reproducible', 'unreproducible', 'cannot be shown'],
  uncertain: ['unknown', 'open', 'unclear', 'unverified', 'unconfirmed', 'pending', 'incomplete', 'todo'],
  withdrawn: [
    'retracted',
    'withdraw',
    'retract',
    'removed',
    'deleted',
    'obsolete',
    'superseded',
    'cancelled',
  ],
};

const WORDS = new Map(
  CLAIM_STATUSES.flatMap((status) => MEANT[status].map((word): [string, ClaimStatus] => [word, status])),
);

/** What is wrong with a status that is none, with the words that are. */
export function claimStatusProblem(written: unknown): string {
  const valid = `the statuses are ${CLAIM_STATUSES.join(', ')}`;
  if (typeof written !== 'string') return `is required; ${valid}`;
  const shown = JSON.stringify(written.slice(0, MAX_SHOWN_CHARACTERS));
  const meant = statusMeant(written);
  return meant === undefined
    ? `${shown} is no status; ${valid}`
    : `${shown} is no status; what you mean may be "${meant}"; ${valid}`;
}

const MAX_SHOWN_CHARACTERS = 40;

function statusMeant(written: string): ClaimStatus | undefined {
  const word = written
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  return WORDS.get(word) ?? CLAIM_STATUSES.find((status) => status === word);
}
