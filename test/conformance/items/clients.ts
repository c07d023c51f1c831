import type { Section } from '../item.ts';

export const CLIENTS: Section = {
  title: 'Requests, notifications and clients',
  items: [
    {
      number: 110,
      tag: 'N',
      behaviour: "Requests for one thread's goal are handled one after another; other threads do not wait.",
    },
    { number: 111, tag: 'N', behaviour: 'Changes are told in the order in which they happened.' },
    { number: 112, tag: 'N', behaviour: 'The methods for goals belong to the stable interface.' },
    { number: 113, tag: 'A', behaviour: "A change of another thread's goal does not show here." },
    { number: 114, tag: 'A', behaviour: 'A new session has no goal.' },
    {
      number: 115,
      tag: 'N',
      behaviour: 'Analytics tell of goals that were made, used, changed and cleared, by goal id.',
      reason: "Nothing is sent anywhere; a thread's record has every change, with goal, actor and turn.",
    },
    {
      number: 116,
      tag: 'A',
      behaviour:
        'A control word counts when it stands alone; more text makes it an objective; chat that mentions the command does nothing.',
    },
    { number: 117, tag: 'A', behaviour: 'The bare command shows the goal, or else how the command is used.' },
    {
      number: 118,
      tag: 'N',
      behaviour: 'A new objective over an unfinished goal has to be confirmed; over a complete one, not.',
      note: '`replace: true` is the confirmation; without it the answer is 409 with the goal that stands.',
    },
    {
      number: 119,
      tag: 'N',
      behaviour:
        'An edit keeps the budget and the status of a stopped goal; a goal that is complete or out of budget becomes active.',
      note: 'A complete goal cannot be edited (a new one takes its place), and one that is out of budget needs a resume.',
    },
    {
      number: 120,
      tag: 'N',
      behaviour:
        'A command given before there is a thread waits for it; one that is too long stops the queue.',
      reason: 'A command goes to a thread, which exists; `POST /v1/threads` can bring a goal along.',
    },
    {
      number: 121,
      tag: 'N',
      behaviour: 'The keys that interrupt, and leaving a question, pause an active goal first.',
      note: '`interrupt` is one command and does both.',
    },
    {
      number: 122,
      tag: 'N',
      behaviour: 'Whoever reopens a session with a paused goal is asked whether to resume it.',
      reason: 'A service cannot ask: `policy.onReopen` has the answer (100).',
    },
    {
      number: 123,
      tag: 'A',
      behaviour: 'Ends of turns are not notified while the goal is active; the end of the goal is.',
      reason:
        'Nobody is notified of turns; in the record, the end of a turn and that of a goal differ by type.',
    },
    {
      number: 124,
      tag: 'N',
      behaviour: 'An objective that is too long is put into a file, which the objective then names.',
      reason: 'It is refused (10). Long material belongs into the workspace, where an objective can name it.',
    },
    {
      number: 125,
      tag: 'A',
      behaviour: 'Times are written short: 59s, 1m, 1h 30m, 1d 0h 0m.',
    },
    { number: 126, tag: 'N', behaviour: 'The running clock leaves out the time before the turn.' },
    {
      number: 127,
      tag: 'N',
      behaviour: 'A client library joins the turns of a goal under one handle, which ends with the goal.',
      reason: 'There is no client library; the goal itself is one resource for all of its turns.',
    },
  ],
};
