import type { Section } from '../item.ts';

export const EDITING: Section = {
  title: 'Setting and editing',
  items: [
    {
      number: 21,
      tag: 'A',
      behaviour:
        'An objective that is set where there is no goal makes an active one, unless another status comes along.',
      note: '`PUT` takes no status; a goal that is not to start yet has `notBefore`.',
    },
    {
      number: 22,
      tag: 'N',
      behaviour: 'A goal with a new objective is the same goal: its id, its start and what it spent stay.',
    },
    {
      number: 23,
      tag: 'C',
      behaviour: 'A different objective makes a new goal; the same one again updates the goal in place.',
      reason: 'The newer rule holds (22): an edit keeps the goal, and `replace` makes a new one.',
    },
    {
      number: 24,
      tag: 'A',
      behaviour: 'Sending its objective again to a goal that is out of budget leaves it out of budget.',
    },
    {
      number: 25,
      tag: 'A',
      behaviour: 'A change without an objective, where there is no goal, is refused with that reason.',
    },
    {
      number: 26,
      tag: 'N',
      behaviour: 'Objective, status and budget in one request are all applied, and what was spent stays.',
    },
    { number: 27, tag: 'N', behaviour: 'Two changes of different fields at the same moment both last.' },
    {
      number: 28,
      tag: 'A',
      behaviour:
        'A change that was meant for another state of the goal does nothing; for this one, it applies.',
    },
    {
      number: 29,
      tag: 'A',
      behaviour: 'A budget that is left out stays, `null` removes it, a number sets it.',
    },
    {
      number: 30,
      tag: 'A',
      behaviour: 'A budget lowered to what is spent, or below, stops an active goal at once.',
    },
    {
      number: 31,
      tag: 'A',
      behaviour:
        'A goal that has spent its budget does not become active on request; the rest of the request applies.',
      note: '`resume`, which asks for nothing else, is refused (409 `budgetExhausted`).',
    },
    {
      number: 32,
      tag: 'A',
      behaviour: 'A raised budget alone changes no status; with `active` along with it the goal goes on.',
    },
    { number: 33, tag: 'A', behaviour: 'Pausing a goal that is out of budget leaves it so.' },
    { number: 34, tag: 'N', behaviour: 'Blocking a goal that is out of budget leaves it so.' },
    {
      number: 35,
      tag: 'A',
      behaviour: 'A pause that comes when the goal is complete does nothing.',
      note: 'It is refused (409 `illegalTransition`).',
    },
    {
      number: 36,
      tag: 'N',
      behaviour: 'Clients may themselves set `blocked` and `usageLimited`, and `active` after that.',
      note: 'Only the service sets these two, from what it saw; callers can resume from both.',
    },
    {
      number: 37,
      tag: 'N',
      behaviour:
        "A provider's usage limit stops an active goal, and also takes the place of `budgetLimited`; a second one changes nothing.",
      note: '`budgetLimited` stays: the limit must not hide that the budget is spent.',
    },
    {
      number: 38,
      tag: 'A',
      behaviour:
        'A change in the middle of a turn finds what the turn spent so far on the goal that spent it.',
      note: 'Each call is counted as it ends.',
    },
    {
      number: 39,
      tag: 'A',
      behaviour: 'A goal that becomes active in the middle of a turn pays for the rest of the turn.',
    },
    {
      number: 40,
      tag: 'N',
      behaviour: 'An objective that changes during a turn is told to the model in that very turn, once.',
      note: 'Every request carries the contract as it is at that moment.',
    },
    {
      number: 41,
      tag: 'A',
      behaviour: 'The goal of a thread that nobody runs at the moment can be changed all the same.',
      note: 'Without a worker a command is accepted (202), and acts when one comes.',
    },
  ],
};
