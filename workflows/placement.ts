/** Places what a person has sent for the workspace, while nothing else runs in it. */
import { proxyActivities } from '@temporalio/workflow';
import { defined } from '../objects/defined.ts';
import type { Activities } from './activities.ts';
import { PLACEMENT_OPTIONS } from './calls/activity-options.ts';
import { nextSeq, noteWritten, type Thread, withOutbox } from './calls/running-thread.ts';
import { cutToLine } from './text/cut-text.ts';
import { endPlacement, giveUpPlacement, placesFor } from './thread/placements.ts';
import { stopForGap } from './thread/record-gap.ts';
import { turnFailure } from './turn-failure.ts';

const { placeWork } = proxyActivities<Activities>(PLACEMENT_OPTIONS);

const MAX_REASON_CHARACTERS = 300;

/** The oldest of them; the main loop asks again while there are more. */
export async function runPlacement(thread: Thread): Promise<void> {
  const { threadId, turn, placements = [] } = thread.state;
  const [requestId] = placements;
  if (requestId === undefined) return;
  const goal = placesFor(thread.state);
  const seq = nextSeq(thread);
  try {
    const { isPlaced } = await withOutbox(thread, (outbox) =>
      placeWork.executeWithOptions({ summary: 'place files' }, [
        { threadId, turn, seq, requestId, ...defined({ goal }), ...outbox },
      ]),
    );
    noteWritten(thread, seq);
    thread.state = endPlacement(thread.state, requestId, isPlaced);
  } catch (error) {
    const { reason, gap } = turnFailure(error);
    if (gap !== undefined) thread.state = stopForGap(thread.state, gap, Date.now());
    thread.state = giveUpPlacement(
      thread.state,
      requestId,
      cutToLine(reason, MAX_REASON_CHARACTERS),
      Date.now(),
    );
  }
}
