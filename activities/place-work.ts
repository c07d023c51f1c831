/**
 * The `placeWork` Activity: what a person has sent for the workspace is placed while nothing runs in it, and
 * is of the accepted state from here on. The record says what was done, or why it was not.
 */
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { PlacementOutcome } from '../journal/rows/placement.ts';
import { isOutage } from '../journal/sql/outage.ts';
import { isFullDisk, onOwnDisk } from '../tree/full-disk.ts';
import type { Activities, PlacementInput } from '../workflows/activities.ts';
import type { JournalEvent } from '../workflows/thread/state/journal-event.ts';
import { whileBeating } from './activity/heartbeat.ts';
import { type PlacementDependencies, placeSent } from './placement/place-sent.ts';
import { placedWork } from './placement/placed-work.ts';

/** What may pass by itself is tried so often; a full disk and a journal that is away have longer. */
const MAX_TRIES = 3;

export const createPlaceWork =
  (dependencies: PlacementDependencies): Activities['placeWork'] =>
  (input) =>
    whileBeating(async () => {
      const { journal } = dependencies;
      const { threadId, requestId, seq, turn, events = [], inputs = [], after } = input;
      const kept = await journal.readPlacement(threadId, requestId);
      const outcome =
        kept?.outcome ??
        (await journal.endPlacement(threadId, requestId, await tryToPlace(dependencies, input)));
      const told = await placedWork(dependencies, kept?.placement, outcome);
      const event: JournalEvent = { ...told, requestId, seq, turn, atMs: Date.now() };
      await journal.append(threadId, { events: [...events, event], inputs, after });
      return { isPlaced: outcome.ok };
    });

async function tryToPlace(
  dependencies: PlacementDependencies,
  input: PlacementInput,
): Promise<PlacementOutcome> {
  const { info, cancellationSignal } = Context.current();
  const kept = await dependencies.journal.readPlacement(input.threadId, input.requestId);
  if (kept === undefined)
    return { ok: false, code: 'notPlaced', reason: 'nothing was sent under the id of this request' };
  try {
    return await onOwnDisk(() => placeSent(dependencies, input, kept.placement, cancellationSignal));
  } catch (error) {
    const isFinal = error instanceof ApplicationFailure && error.nonRetryable === true;
    if (!isFinal && (isFullDisk(error) || isOutage(error) || info.attempt < MAX_TRIES)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, code: 'notPlaced', reason };
  }
}
