import type { Section } from '../item.ts';

export const LIMITS_AND_ERRORS: Section = {
  title: 'Usage limits and errors',
  items: [
    {
      number: 77,
      tag: 'N',
      behaviour: "At a provider's usage limit, what was spent is counted, and the goal is `usageLimited`.",
    },
    {
      number: 78,
      tag: 'N',
      behaviour: 'So it is with a goal that is out of budget.',
      note: 'It stays `budgetLimited` (37).',
    },
    { number: 79, tag: 'N', behaviour: 'A usage limit met in plan mode leaves the goal as it is.' },
    { number: 80, tag: 'N', behaviour: "A usage limit met by another goal's turn leaves this one as it is." },
    { number: 81, tag: 'N', behaviour: 'A goal that is `usageLimited` does not continue.' },
    {
      number: 82,
      tag: 'N',
      behaviour: 'Any other error that ends a turn for good blocks the goal. (0.128 left it active.)',
    },
    { number: 83, tag: 'N', behaviour: 'It leaves a goal that is out of budget as it is.' },
    { number: 84, tag: 'A', behaviour: 'Errors that are tried again within the turn do not touch the goal.' },
  ],
};
