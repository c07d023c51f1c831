/**
 * The lines of the evidence ledger, each at its own level of support, and the table that goes to
 * `notes/claims.md`.
 */
import { type Evidence, isReached } from './evidence.ts';
import { EXPERIMENTS, HEDGE, MONTE_CARLO, PRICE } from './experiments.ts';
import { priceIn, sampleIn } from './figures.ts';
import { agrees, isPriceRight, sampleOf } from './next-experiment.ts';
import { hedgeShown } from './words.ts';

interface EvidencePointer {
  readonly kind: 'check' | 'item' | 'file';
  readonly ref: string;
}

/** Arguments of `record_claim`. */
export interface ClaimEntry {
  readonly claim: string;
  readonly route: string;
  readonly evidence: readonly EvidencePointer[];
  readonly status: 'confirmed' | 'approximate' | 'blocked' | 'uncertain';
  readonly uncertainty: string;
}

export const CLAIMS_PATH = 'notes/claims.md';

/** The command's own record, where it can be cited; else what stands in for it. */
function cite({ runs }: Evidence, command: string, otherwise: EvidencePointer): EvidencePointer {
  const item = runs.get(command)?.item;
  return item === undefined ? otherwise : { kind: 'item', ref: item };
}

function priceClaim({ runs }: Evidence): ClaimEntry {
  const run = runs.get(PRICE);
  const price = run === undefined ? undefined : priceIn(run);
  return {
    claim: `The risk-neutral price of the call is 1.69 (here ${price?.toFixed(4)}).`,
    route:
      "Lewis' integral over the characteristic function; measured against the Riccati equations, here and at other parameters.",
    evidence: [
      { kind: 'check', ref: 'paper price' },
      { kind: 'check', ref: 'other prices' },
    ],
    status: 'confirmed',
    uncertainty: 'None beyond the rounding of the figure in the paper.',
  };
}

function agreementClaim(evidence: Evidence): ClaimEntry {
  const sample = sampleOf(evidence);
  return {
    claim: `A simulation agrees with that price within its error (standard error ${sample?.standardError}).`,
    route: `${sample?.paths} paths of Andersen's quadratic-exponential scheme, drawn seeds, drawn strikes.`,
    evidence: [cite(evidence, MONTE_CARLO, { kind: 'check', ref: 'Monte Carlo' })],
    status: 'confirmed',
    uncertainty: 'Agreement holds to about half a percent of the price, not beyond.',
  };
}

function biasClaim(evidence: Evidence): ClaimEntry {
  const biased = evidence.history
    .filter(({ command }) => command === MONTE_CARLO)
    .map(sampleIn)
    .findLast((sample) => sample !== undefined && !agrees(sample));
  return {
    claim: 'How much of a difference between simulation and price comes from the daily time step.',
    route: `Two schemes with the same step: Euler was ${biased?.largestZ} standard errors off, the other one is not.`,
    evidence: [cite(evidence, MONTE_CARLO, { kind: 'check', ref: 'Monte Carlo' })],
    status: 'uncertain',
    uncertainty:
      'What bias is left is smaller than the standard error; its size, and the paper’s own discretisation, are not known.',
  };
}

const hedgeClaim = (evidence: Evidence): ClaimEntry => ({
  claim: 'Under 50 % CVaR the seller has to ask for more than the risk-neutral price.',
  route: `Own daily hedge without networks and without variance swap. ${hedgeShown(evidence)}`,
  evidence: [cite(evidence, HEDGE, { kind: 'file', ref: 'src/hedge.mjs' })],
  status: 'approximate',
  uncertainty: 'The direction is shown; the size belongs to this hedge, not to the trained one of the paper.',
});

const REPLAY_CLAIM: ClaimEntry = {
  claim: 'The trained hedge, its histograms and surfaces, replayed exactly.',
  route: 'Looked for seeds, training paths, networks and checkpoints in the materials.',
  evidence: [{ kind: 'file', ref: 'paper/notes.md' }],
  status: 'blocked',
  uncertainty:
    'Seeds, training paths, network graph, optimizer state and checkpoints are not in the materials; they would unlock it.',
};

/** The claims whose status is known by now. */
export function knownClaims(evidence: Evidence): ClaimEntry[] {
  const { runs, verdicts } = evidence;
  const isSampled = isReached(evidence, EXPERIMENTS.quadraticExponential) && agrees(sampleOf(evidence));
  return [
    // The checks that it points at have to have been run by the service on this very code.
    ...(isPriceRight(evidence) && verdicts.length > 0 ? [priceClaim(evidence)] : []),
    ...(isSampled ? [agreementClaim(evidence), biasClaim(evidence)] : []),
    ...(runs.get(HEDGE)?.succeeded ? [hedgeClaim(evidence), REPLAY_CLAIM] : []),
  ];
}

/** What `notes/claims.md` says in the end. */
export const claimsText = (claims: readonly ClaimEntry[]): string =>
  [
    '# Claims, and what supports them',
    '',
    ...claims.flatMap(({ claim, route, status, uncertainty }) => [
      `- **${status}**: ${claim}`,
      `  Route: ${route}`,
      `  Remaining uncertainty: ${uncertainty}`,
    ]),
    '',
  ].join('\n');
