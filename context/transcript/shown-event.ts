/**
 * Events of the record that the model reads: it has to know when the record is not all that happened, and
 * what a person said when they stopped the work. Pure.
 */
import { statusReasonOf } from '../../workflows/goal/status-reason.ts';
import { countOf } from '../../workflows/text/count-of.ts';
import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';

type Event<Type extends JournalEvent['type']> = Extract<JournalEvent, { type: Type }>;
type RecordEvent = Event<'recordBehind' | 'recordAhead'>;
type ShownEvent = RecordEvent | Event<'goalChanged' | 'reasonGiven' | 'workPlaced'>;

/** The record is not what happened: calls that it leaves open will not be answered. */
export const isOfRecord = (event: ShownEvent): event is RecordEvent =>
  event.type === 'recordBehind' || event.type === 'recordAhead';

/** How a person's change of the goal reads; others need no words, or have their own. */
const DONE: Readonly<Record<string, string>> = {
  pause: 'paused',
  interrupt: 'interrupted',
  resume: 'resumed',
};

export function isShown(event: JournalEvent): event is ShownEvent {
  switch (event.type) {
    case 'recordBehind':
    case 'recordAhead':
    case 'reasonGiven':
    case 'workPlaced':
      return true;
    case 'goalChanged':
      // Going on is told by the next request itself.
      return (
        event.actor === 'user' &&
        event.change in DONE &&
        (event.change !== 'resume' || wordsOf(event) !== undefined)
      );
    default:
      return false;
  }
}

const LOOK = 'These commands may have run: look at the workspace before you repeat anything.';

export function eventNote(event: ShownEvent): string {
  switch (event.type) {
    case 'recordAhead':
      return (
        `Note of the service: its state was put back to an earlier time. What this record holds up to item ${event.lastSeq} did ` +
        `happen, as far as it goes. ${LOOK}`
      );
    case 'recordBehind':
      return behindNote(event);
    case 'reasonGiven':
      return stopNote(`${DONE[event.command] ?? 'stopped'} the work`, event.reason);
    case 'workPlaced':
      return placedNote(event);
    case 'goalChanged':
      return stopNote(`${DONE[event.change] ?? 'changed'} the goal`, wordsOf(event));
  }
}

const stopNote = (what: string, reason: string | undefined): string =>
  `Note of the service: the user ${what}${reason === undefined ? '.' : `, and gave this reason: ${reason}`}`;

/** The words that a person gave along; absent when they gave none. */
function wordsOf({ goal: { statusCause, statusReason } }: Event<'goalChanged'>): string | undefined {
  return statusCause === undefined || statusReason === statusReasonOf(statusCause) ? undefined : statusReason;
}

function behindNote({ firstSeq, lastSeq, inputs = [] }: Event<'recordBehind'>): string {
  const places =
    firstSeq === undefined || lastSeq === undefined
      ? 'some of the record is lost'
      : `items ${firstSeq} to ${lastSeq} of the record are lost, with the calls among them`;
  const messages =
    inputs.length === 0 ? '' : ` The words of ${inputs.length} of the user's messages are lost as well.`;
  return `Note of the service: the record was put back to an earlier time, and ${places}. ${LOOK}${messages}`;
}

/** What the user puts there is theirs: it is of the accepted state, and what stood in its place is gone. */
function placedNote(event: Event<'workPlaced'>): string {
  switch (event.what) {
    case 'workspace':
      return (
        `Note of the service: the user has replaced the whole workspace with files of their own (${countOf(event.files, 'name')}). ` +
        'Nothing that stood there before is left; look at what is there now.'
      );
    case 'file':
      return `Note of the service: the user has put the file ${event.path} into the workspace (${event.sizeBytes} bytes).`;
    case 'removal':
      return `Note of the service: the user has removed ${event.path} from the workspace.`;
  }
}
