import type { Section } from '../item.ts';

export const ACCOUNTING: Section = {
  title: 'Counting tokens and time',
  items: [
    {
      number: 51,
      tag: 'A',
      behaviour:
        'Tokens are input that was not cached, plus output; reasoning is within output: 900 with 400 cached, and 80, make 580.',
    },
    { number: 52, tag: 'A', behaviour: 'A goal pays for what is new, not for what the thread spent before.' },
    {
      number: 53,
      tag: 'A',
      behaviour: 'When a tool call ends, what was spent up to it is counted, and told in one event.',
      note: 'Counted when the reply that reports it arrives; each turn tells its sum when it ends.',
    },
    { number: 54, tag: 'A', behaviour: 'A goal that is made within a turn pays only for what follows.' },
    { number: 55, tag: 'N', behaviour: 'Two tool calls that end together are counted once.' },
    { number: 56, tag: 'A', behaviour: 'Turns in plan mode are not billed to the goal.' },
    {
      number: 57,
      tag: 'N',
      behaviour: 'Tool calls that were refused, stopped or never run set off no count.',
      reason:
        'Tokens do not hang on tool calls here (50); in the budget of tool calls every call counts, so that refused ones cannot go on for ever.',
    },
    {
      number: 58,
      tag: 'A',
      behaviour: 'A negative difference counts as 0; a difference of 0 is neither stored nor told.',
    },
    {
      number: 59,
      tag: 'A',
      behaviour: 'What was spent for a goal that was replaced meanwhile is not billed to the new one.',
    },
    { number: 60, tag: 'A', behaviour: 'Differences that come at the same time add up.' },
    {
      number: 61,
      tag: 'A',
      behaviour: 'Time is counted in whole seconds; what is left over is kept for the next count.',
      note: 'It is counted in milliseconds, so nothing is left over.',
    },
    {
      number: 62,
      tag: 'A',
      behaviour: 'After its thread was resumed, an active goal uses up time though nothing runs.',
      note: 'The other way round: active time counts only while something runs (131).',
    },
    { number: 63, tag: 'A', behaviour: 'While the process is down, no time is used up.' },
    { number: 64, tag: 'A', behaviour: 'What led up to completion is still counted to the complete goal.' },
    {
      number: 65,
      tag: 'N',
      behaviour: 'A turn that goes on while its goal is stopped is still counted to it.',
    },
    {
      number: 66,
      tag: 'N',
      behaviour: 'When that takes a paused goal over its budget, the goal is out of budget.',
      note: 'The other way round: the pause stands, so that no summary turn starts; a resume is refused until the budget is raised.',
    },
    {
      number: 67,
      tag: 'A',
      behaviour: 'Counting for active goals only leaves a goal that is out of budget alone.',
      note: 'There is one way of counting: such a goal pays for its wrap-up turn and for nothing else.',
    },
    {
      number: 68,
      tag: 'N',
      behaviour: 'When a count cannot be stored, it is not lost: it is made up for.',
    },
    {
      number: 69,
      tag: 'A',
      behaviour: 'What sub-agents spend is not billed to the goal.',
      reason: 'There are no sub-agents.',
    },
  ],
};
