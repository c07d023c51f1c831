/**
 * The ledger: what the model claims, grouped by what it is worth now, each with its evidence and where that
 * comes from. Pure.
 */
import type { ClaimStatus, EvidenceRef } from '../../../workflows/evidence/ledger.ts';
import type { Report } from '../../report.ts';
import type { ReportedClaim } from '../../reported-claims.ts';
import type { Block, Fact, Inline, Section, Tone } from '../page.ts';

const GROUPS: readonly { readonly status: ClaimStatus; readonly title: string; readonly tone: Tone }[] = [
  { status: 'confirmed', title: 'Confirmed', tone: 'good' },
  { status: 'refuted', title: 'Refuted', tone: 'bad' },
  { status: 'approximate', title: 'Approximate', tone: 'warn' },
  { status: 'blocked', title: 'Blocked', tone: 'bad' },
  { status: 'uncertain', title: 'Uncertain', tone: 'calm' },
  { status: 'withdrawn', title: 'Withdrawn', tone: 'calm' },
];

export function claimsSection({ claims }: Report): Section | undefined {
  const blocks = GROUPS.flatMap(({ status, title, tone }): Block[] =>
    claims[status].length === 0
      ? []
      : [
          { type: 'heading', text: `${title} (${claims[status].length})` },
          ...claims[status].map((claim) => claimEntry(claim, status, tone)),
        ],
  );
  if (blocks.length === 0) return undefined;
  const lead = 'Recorded by the model. Each piece of evidence says who produced it.';
  return {
    id: 'claims',
    title: 'Claims',
    blocks: [{ type: 'paragraph', text: { muted: lead } }, ...blocks],
  };
}

function claimEntry(claim: ReportedClaim, status: ClaimStatus, tone: Tone): Block {
  const { recordedAs, stale, route, evidence, uncertainty, turn } = claim;
  const facts: Fact[] = [
    ...(recordedAs === undefined
      ? []
      : [
          {
            name: 'was',
            value: { mark: `recorded as ${recordedAs}, before its evidence changed`, tone: 'warn' } as const,
          },
        ]),
    ...stale.map((line) => ({ name: 'stale', value: line })),
    { name: 'route', value: route },
    ...evidence.map(({ ref, source, summary }) => ({
      name: 'evidence',
      value: [{ strong: source }, ` · ${[placeOf(ref), ...said(ref, summary)].join(' · ')}`] as Inline,
    })),
    ...(evidence.length === 0 ? [{ name: 'evidence', value: { muted: 'none' } }] : []),
    ...(uncertainty.trim() === ''
      ? []
      : [{ name: UNCERTAINTY[status] ?? 'remaining uncertainty', value: uncertainty }]),
    { name: 'recorded', value: [`turn ${turn}, `, { time: claim.at }] },
  ];
  const title = status === 'withdrawn' ? { struck: claim.claim } : { strong: claim.claim };
  return { type: 'entry', title, tone, facts };
}

/** What the field means with these. */
const UNCERTAINTY: Partial<Record<ClaimStatus, string>> = {
  blocked: 'what is missing',
  uncertain: 'what is open',
  withdrawn: 'why it was withdrawn',
};

/** The path of a file is its place. */
const said = (ref: EvidenceRef, summary: string): string[] =>
  ref.kind === 'file' && summary === `file ${ref.path}` ? [] : [summary];

function placeOf(ref: EvidenceRef): string {
  switch (ref.kind) {
    case 'check':
      return `check ${ref.name}`;
    case 'item':
      return `item ${ref.seq} of the record`;
    case 'file':
      return ref.path;
  }
}
