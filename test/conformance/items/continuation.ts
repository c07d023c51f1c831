import type { Section } from '../item.ts';

export const CONTINUATION: Section = {
  title: 'Continuing',
  items: [
    {
      number: 85,
      tag: 'A',
      behaviour:
        'When a turn ends, the goal is active and nothing is pending, the next turn starts by itself.',
    },
    {
      number: 86,
      tag: 'N',
      behaviour: 'It does so also after a turn without tool calls. (0.128: that suppresses the next one.)',
      note: '`policy.onNoToolCall` chooses; the older rule is the default.',
    },
    {
      number: 87,
      tag: 'C',
      behaviour:
        "The suppression ends with a tool call, a person's message or a change of the goal from outside.",
    },
    { number: 88, tag: 'A', behaviour: 'While a turn runs, no other starts, and none is slipped into it.' },
    { number: 89, tag: 'A', behaviour: 'In plan mode nothing starts by itself.' },
    { number: 90, tag: 'N', behaviour: 'In plan mode a message starts a turn; an empty one does not.' },
    { number: 91, tag: 'A', behaviour: 'What is queued goes first.' },
    {
      number: 92,
      tag: 'N',
      behaviour: 'During a review nothing starts.',
      reason: 'There is no review mode; an audit is part of a turn, for which 88 holds.',
    },
    { number: 93, tag: 'N', behaviour: 'At the end of whatever ran, it is asked what is next.' },
    { number: 94, tag: 'A', behaviour: 'While the model waits for an answer of the user, nothing starts.' },
    {
      number: 95,
      tag: 'A',
      behaviour: 'A goal that is paused, blocked, limited or complete never continues.',
    },
    {
      number: 96,
      tag: 'N',
      behaviour:
        'When a pause or a clear meets a turn that is just starting, one waits for the other; no turn starts from a state that is gone.',
    },
    {
      number: 97,
      tag: 'N',
      behaviour:
        'A start that is not allowed leaves nothing behind, and is asked for again at the next occasion.',
    },
    {
      number: 98,
      tag: 'N',
      behaviour:
        'An interrupt counts what was spent and leaves the goal active, without going on. (0.128: it pauses the goal.)',
      note: 'The older rule holds.',
    },
    { number: 99, tag: 'N', behaviour: 'A shutdown between turns leaves an active goal active.' },
    {
      number: 100,
      tag: 'N',
      behaviour: 'A thread that is resumed keeps its paused goal paused. (0.128: the goal becomes active.)',
      note: '`policy.onReopen` chooses; the older rule is the default.',
    },
    {
      number: 101,
      tag: 'A',
      behaviour: 'Resuming a thread with an active goal answers, shows the goal, and then continues it.',
    },
    { number: 102, tag: 'A', behaviour: 'Resuming a thread without a goal says that there is none.' },
    {
      number: 103,
      tag: 'N',
      behaviour:
        'The model is told that it may ask for completion, and for blocked under a strict rule only.',
    },
    { number: 104, tag: 'N', behaviour: 'No objective can close the tag that it is quoted in.' },
    {
      number: 105,
      tag: 'N',
      behaviour: 'An objective that was changed is told as the one that counts, in place of the earlier one.',
      note: 'The earlier one is in the request no more.',
    },
    {
      number: 106,
      tag: 'N',
      behaviour:
        "What the model is told of its goal is a message in the user's role that people do not see; an old form of it is still recognised.",
      note: 'It is no part of the transcript at all, so no old form can be in one.',
    },
  ],
};
