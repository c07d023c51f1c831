import type { Section } from '../item.ts';

export const BUDGET: Section = {
  title: 'Reaching the budget',
  items: [
    { number: 70, tag: 'A', behaviour: 'A budget is reached when it is spent exactly, not only beyond.' },
    {
      number: 71,
      tag: 'A',
      behaviour:
        'When it is reached within a turn, the goal is out of budget at once, the turn goes on to its end, and all of it is counted.',
      note: 'No further call is made in that turn. The last one is counted in full, so one model call at most goes over.',
    },
    {
      number: 72,
      tag: 'A',
      behaviour: 'Tool calls that follow in that turn are counted as well.',
      note: 'None follow.',
    },
    {
      number: 73,
      tag: 'A',
      behaviour: 'The model is asked once to wrap up, without breaking off the turn.',
      note: 'In a turn of its own, without tools.',
    },
    { number: 74, tag: 'A', behaviour: 'A goal that is out of budget does not continue.' },
    {
      number: 75,
      tag: 'A',
      behaviour:
        'The wrap-up asks for no new work but for what was done, what remains or blocks, and the next step; it speaks of no pause, and asks for no completion.',
    },
    {
      number: 76,
      tag: 'N',
      behaviour: 'An interrupt after the budget was reached still says that it was the budget.',
    },
  ],
};
