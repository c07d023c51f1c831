import type { Section } from '../item.ts';

export const KNOWN_WEAKNESSES: Section = {
  title: 'Known weaknesses of Codex, held the other way round',
  items: [
    {
      number: 128,
      tag: 'X',
      behaviour: 'The objective stands in every request, whatever became of the transcript before it.',
    },
    {
      number: 129,
      tag: 'X',
      behaviour: 'A pause, from wherever, wins over a continuation that is starting.',
    },
    {
      number: 130,
      tag: 'X',
      behaviour: 'A goal that is out of budget wraps up once, not in later turns again.',
    },
    {
      number: 131,
      tag: 'X',
      behaviour: 'No time is used up while nothing runs, also when the goal is active.',
    },
    {
      number: 132,
      tag: 'X',
      behaviour:
        'A continuation starts once for a goal, its revision and a cause, however many workers there are.',
    },
    { number: 133, tag: 'X', behaviour: 'A plain word that means to stop never becomes an objective.' },
    { number: 134, tag: 'X', behaviour: 'The model cannot take a goal out of `complete`.' },
  ],
};
