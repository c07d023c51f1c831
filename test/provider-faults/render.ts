/**
 * Writes the table of provider faults as a page for people, in the words and figures that the tests assert.
 * Pure.
 */
import { escapeMarkdown } from '../../workflows/text/escape-markdown.ts';
import { type AsksAgain, type FaultRow, type Rests, rowsOf, type Waits } from './fault-row.ts';

const INTRODUCTION = `# Provider faults

What a goal does when its model's provider fails: how long it waits, what it pays, and what a person sees. Wherever the fault
strikes, what the turn did before it stays done, the workflow runs on, and no turn that a fault ended counts as one without
progress.

This page is generated from a table (\`test/provider-faults/rows/\`). Each row is shown by tests over a real socket: one model
call (\`call.test.ts\`), and a goal on Temporal with its clock moved (\`goal.server.test.ts\`).
\`UPDATE_FAULTS=1 npm test -- test/provider-faults/page\` writes it anew, and \`npm run check\` fails when it is not up to date.`;

const WAITED_OUT = `## Waited out

The same call is made again, in the same turn, until the provider is back: for a minute or for a night. A deadline of the goal
ends it, and so do \`interrupt\` and \`clear\`. **Cost**: nothing; a failed call has no usage (what a provider bills for a call
that it never finished is not known). **Seen**: \`active\`, phase \`running\`; \`next.reason\` names the
attempt and what the one before it met, \`next.at\` when it is due.`;

const ASKED_AGAIN = `## Asked again, then the turn fails

The same is asked again, since another answer may be one; then the turn has failed. The next turns come 5 s and 10 s later; the
third that fails in a row blocks the goal. **Cost**: what the provider counted, where it did; a budget that it uses up ends
the calls. **Seen**: at first \`active\`, with \`next\` naming the time and the reason (\`back-off after failing turn 1 of 3: …\`); in the end \`blocked\`,
with this \`statusReason\` and \`(3 turns in a row)\`. \`resume\` tries again. (A reply may have 32 MiB on the wire; in the tests, 1 MB.)`;

const REFUSED = `## Blocked at once

The provider refuses the request for good, and another like it would be refused as well: the goal is \`blocked\` at the first
call, with the reason and the fix; no call is made until a person resumes it. A 400 that may mean an item of the request is asked once more without
the reply that it names, else without the newest one, and its results; if that is taken, the goal goes on without them. **Wait**: none. **Cost**: nothing.`;

const TOO_LONG = `## Too long

Mostly a request that would not fit is not sent at all: the transcript is compacted before ([context.md](context.md#compaction)). Where the
provider knows better, it is compacted then, and the call made once more in the same turn; from then on the thread keeps to the
lower limit. Refused once more, the goal is \`blocked\`. **Wait**: none. **Cost**: nothing for what is refused; a summary costs its call.`;

const RESTS = `## Usage limits

The account is spent: the goal is \`usageLimited\`, and no call is made. When the provider says when it serves again, the goal
goes on by itself then (\`resumeAt\`, and \`next\` names it); else when a person resumes it. A reset time that is past counts as
one minute. **Cost**: nothing.`;

const GOES_ON = `## Odd replies

They are replies: the turn goes on, and the model is told what was wrong. **Wait**: none. **Cost**: as any reply. **Seen**: the
goal stays \`active\`; reply and answer stand in the thread's items.`;

/** `docs/provider-faults.md`, in full. */
export function render(rows: readonly FaultRow[]): string {
  const parts = [
    INTRODUCTION,
    WAITED_OUT,
    table(
      ['fault', 'wait before the next call'],
      rowsOf(rows, 'waits').map(({ name, course }) => [name, waitOf(course)]),
    ),
    ASKED_AGAIN,
    table(
      ['fault', 'calls in a turn', 'cost', '`statusReason`'],
      rowsOf(rows, 'asksAgain').map(({ name, course }) => [
        name,
        callsOf(course),
        course.isBilled ? 'each answer' : 'nothing',
        escapeMarkdown(course.statusReason),
      ]),
    ),
    REFUSED,
    table(
      ['fault', '`statusReason`'],
      rowsOf(rows, 'blocks').map(({ name, course }) => [name, escapeMarkdown(course.statusReason)]),
    ),
    TOO_LONG,
    table(
      ['fault', '`statusReason`, if the shorter request is refused as well'],
      rowsOf(rows, 'compacts').map(({ name, course }) => [name, escapeMarkdown(course.statusReason)]),
    ),
    RESTS,
    table(
      ['fault', 'until', '`statusReason`'],
      rowsOf(rows, 'rests').map(({ name, course }) => [
        name,
        untilOf(course),
        escapeMarkdown(course.statusReason),
      ]),
    ),
    GOES_ON,
    table(
      ['reply', 'what happens'],
      rowsOf(rows, 'goesOn').map(({ name, course }) => [name, course.words]),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

const seconds = (ms: number): string => `${ms / 1000} s`;

function waitOf({ leastMs, words = seconds(leastMs), isSilent }: Waits): string {
  return isSilent ? `\`MODEL_TIMEOUT_SECONDS\`, then ${words}` : words;
}

const callsOf = ({ callsPerTurn }: AsksAgain): string =>
  callsPerTurn === undefined ? '4, 1 s apart' : `${callsPerTurn}, the model told each time`;

const untilOf = ({ resetInMs }: Rests): string =>
  resetInMs === undefined ? '`resume`' : `the time that it names, here ${resetInMs / 3_600_000} h later`;

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
