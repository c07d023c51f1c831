import type { Section } from '../item.ts';

export const MODEL_TOOLS: Section = {
  title: "The model's tools",
  items: [
    {
      number: 42,
      tag: 'N',
      behaviour:
        'The goal tools are missing when the feature is off, on threads that are not kept, and for reviewing sub-agents.',
      reason:
        'There is none of these; the tools are the same in every request, so that a prompt cache finds its prefix again.',
    },
    {
      number: 43,
      tag: 'A',
      behaviour: 'Where there is no goal, asking for it gives null, and no remainder.',
    },
    {
      number: 44,
      tag: 'A',
      behaviour: 'The model cannot pause, resume or limit a goal; it is told so, and nothing changes.',
    },
    {
      number: 45,
      tag: 'N',
      behaviour: 'The model can block its goal; what was spent is counted first. (0.128 refused that.)',
      note: 'Only under the blocked rule, which the service counts itself.',
    },
    {
      number: 46,
      tag: 'A',
      behaviour: 'The model can complete its goal, and gets a report of what was spent.',
      note: 'Only through the audit, whose verdict is the answer.',
    },
    {
      number: 47,
      tag: 'A',
      behaviour:
        'Completion that is asked for in the reply which crosses the budget counts: complete, nothing left, no wrap-up.',
    },
    { number: 48, tag: 'A', behaviour: 'Ending a goal where there is none is an error.' },
    {
      number: 49,
      tag: 'A',
      behaviour: 'What a turn spends after it ended its goal is not billed to the goal.',
    },
    {
      number: 50,
      tag: 'A',
      behaviour: 'The call that ends the goal does not set off the count at the end of a tool.',
      reason: 'Tokens are counted with the reply that they were reported in; the end of a tool counts none.',
    },
  ],
};
