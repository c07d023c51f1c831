import type { Section } from '../item.ts';

const reason = 'Threads cannot be forked.';

export const FORKS: Section = {
  title: 'Forks',
  items: [
    { number: 107, tag: 'A', behaviour: 'A plain fork of a thread does not take the goal along.', reason },
    {
      number: 108,
      tag: 'N',
      behaviour:
        'A fork may take it along, with its id and what it spent, held back until somebody starts a turn there; then it is billed apart.',
      reason,
    },
    {
      number: 109,
      tag: 'N',
      behaviour: 'That is refused for a thread that is not kept, and along with options that contradict it.',
      reason,
    },
  ],
};
