/** What a second model ruled on the claim of completion that was made last. Pure. */
import type { Report } from '../../report.ts';
import type { ReportedRequirement } from '../../reported-claims.ts';
import type { Block, Section } from '../page.ts';

export function auditorSection({ auditor }: Report): Section | undefined {
  if (auditor === null) return undefined;
  const { model, turn, at, accepted, summary, requirements } = auditor;
  return {
    id: 'auditor',
    title: "The auditor's ruling",
    blocks: [
      {
        type: 'paragraph',
        text: [
          accepted ? { mark: 'accepted', tone: 'good' } : { mark: 'REFUSED', tone: 'bad' },
          ` the claim of turn ${turn}, `,
          { time: at },
          '. ',
          {
            muted: `Said by a second model (${model}), which read the evidence and has no part in the work.`,
          },
        ],
      },
      ...(summary.trim() === '' ? [] : [{ type: 'words' as const, by: 'the auditor', text: summary }]),
      ...requirements.map(requirementEntry),
    ],
  };
}

const requirementEntry = ({ requirement, ruling, evidence, why }: ReportedRequirement): Block => ({
  type: 'entry',
  title: [{ mark: ruling, tone: ruling === 'proven' ? 'good' : 'bad' }, ' ', requirement],
  tone: ruling === 'proven' ? 'good' : 'bad',
  facts: [
    { name: 'evidence', value: evidence },
    { name: 'reason', value: why },
  ].filter(({ value }) => value.trim() !== ''),
});
