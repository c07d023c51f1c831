/** What would unlock progress; of a goal that is complete there is nothing to say. Pure. */
import type { Report } from '../../report.ts';
import type { Block, Section } from '../page.ts';

export function unlockSection({ goal, unlock }: Report): Section | undefined {
  if (goal.status === 'complete') return undefined;
  const { what, steps, failingChecks, blocker, nextStep } = unlock;
  return {
    id: 'unlock',
    title: 'What would unlock progress',
    blocks: [
      { type: 'paragraph', text: what },
      ...listOf(steps, true),
      ...(blocker === undefined ? [] : blockerBlocks(blocker)),
      ...(failingChecks.length === 0
        ? []
        : [{ type: 'heading' as const, text: 'Checks that did not pass' }, ...listOf(failingChecks)]),
      ...(nextStep === undefined
        ? []
        : [
            {
              type: 'paragraph' as const,
              text: 'What remains and what to do next, as the model sums it up, is in its closing words below.',
            },
          ]),
    ],
  };
}

const blockerBlocks = ({ name, needed, attempted }: NonNullable<Report['unlock']['blocker']>): Block[] => [
  {
    type: 'entry',
    title: ['Blocked by: ', { strong: name }],
    tone: 'bad',
    facts: [
      { name: 'needed', value: needed },
      { name: 'attempted', value: attempted },
      { name: 'source', value: { muted: "the model's words" } },
    ],
  },
];

const listOf = (items: readonly string[], isOrdered?: true): Block[] =>
  items.length === 0 ? [] : [{ type: 'list', items, ...(isOrdered ? { isOrdered } : {}) }];
