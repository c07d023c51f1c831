import type { Section } from '../item.ts';

export const CREATION: Section = {
  title: 'Making and replacing a goal',
  items: [
    {
      number: 1,
      tag: 'A',
      behaviour:
        'A goal that is made on an empty thread is active, has spent nothing and has its whole budget left; there is no report yet.',
    },
    {
      number: 2,
      tag: 'N',
      behaviour: 'Its objective becomes the preview text of a thread that has none.',
      reason: 'A thread has no preview text; Temporal UI shows the first line of the current objective.',
    },
    {
      number: 3,
      tag: 'N',
      behaviour: 'A preview text that is there already is left alone.',
      reason: 'As 2: there is none.',
    },
    {
      number: 4,
      tag: 'A',
      behaviour:
        'While an unfinished goal stands, making another one is refused, and the one that stands is not touched.',
    },
    { number: 5, tag: 'N', behaviour: 'Every goal but a complete one is unfinished.' },
    {
      number: 6,
      tag: 'N',
      behaviour:
        'Over a complete goal a new one is made: a new id, nothing spent, active. (0.128 refused that.)',
    },
    { number: 7, tag: 'N', behaviour: 'Of two goals that are made at the same moment, exactly one wins.' },
    { number: 8, tag: 'A', behaviour: 'Space around the objective is cut off.' },
    { number: 9, tag: 'A', behaviour: 'An objective without any text is refused.' },
    {
      number: 10,
      tag: 'A',
      behaviour:
        'An objective has up to 4,000 characters, and not one more; characters count, not bytes, and it may have several lines.',
    },
    {
      number: 11,
      tag: 'A',
      behaviour: 'A budget of 0 or less is refused.',
      note: 'Only callers give budgets; the model cannot.',
    },
    {
      number: 12,
      tag: 'A',
      behaviour: 'A goal that is stored with nothing to spend is out of budget from the first moment.',
      note: 'A budget of 0 does not get that far (11), but a deadline may have passed already.',
    },
    {
      number: 13,
      tag: 'A',
      behaviour: 'Replacing begins anew: another id, another start, nothing spent, the new budget or none.',
    },
    { number: 14, tag: 'A', behaviour: 'Arguments that the schema of a tool does not name are refused.' },
    {
      number: 15,
      tag: 'A',
      behaviour:
        'A thread that is not kept cannot have a goal: reading, setting and clearing it are refused.',
      reason: 'Every thread is kept.',
    },
    {
      number: 16,
      tag: 'N',
      behaviour: 'A thread whose metadata row is missing is repaired from its log when a goal is set.',
      reason: "A thread's state has one owner, so there is no second copy that could be missing.",
    },
    { number: 17, tag: 'N', behaviour: "Whatever happens to the goal, the thread's own settings stay." },
    {
      number: 18,
      tag: 'N',
      behaviour: 'A thread with a goal and no message is listed like any other, and keeps its settings.',
    },
    {
      number: 19,
      tag: 'A',
      behaviour: 'Deleting a thread deletes its goal.',
      note: '`DELETE` archives: the goal stops with its thread, and comes back when the thread is reopened.',
    },
    {
      number: 20,
      tag: 'A',
      behaviour: 'Clearing takes the goal away; clearing again finds none, and announces nothing.',
      note: 'The second time is refused (409 `noGoal`).',
    },
  ],
};
