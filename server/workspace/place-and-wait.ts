/** Has a thread place what was sent for its workspace, and waits a while for what becomes of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Placement, PlacementOutcome } from '../../journal/rows/placement.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { AcceptedForLater } from '../http/accepted.ts';
import { DecidedProblem } from '../http/problem.ts';
import { sendCommand } from '../lifecycle/send-command.ts';

/** Well below what proxies allow for a request. */
const MAX_WAIT_MS = 25_000;
const POLL_INTERVAL_MS = 50;

export interface PlacedRequest {
  /** What was sent first under the request's id. */
  readonly placement: Placement;
  readonly outcome: Extract<PlacementOutcome, { readonly ok: true }>;
}

/** Throws what was refused, and a 202 where nobody has placed it yet: it will be. */
export async function placeAndWait(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  requestId: string,
  sent: Placement,
): Promise<PlacedRequest> {
  const { journal } = dependencies;
  const { threadId } = thread;
  const placement = await journal.savePlacement(threadId, requestId, sent);
  await sendCommand(dependencies, thread, { type: 'placeWork', requestId });
  for (const endMs = Date.now() + MAX_WAIT_MS; ; await sleep(POLL_INTERVAL_MS)) {
    const outcome = (await journal.readPlacement(threadId, requestId))?.outcome;
    if (outcome?.ok === true) return { placement, outcome };
    if (outcome !== undefined) throw refusalOf(outcome);
    if (Date.now() > endMs) throw new AcceptedForLater(threadId, { type: 'placeWork', requestId });
  }
}

type Refused = Extract<PlacementOutcome, { readonly ok: false }>;

const REFUSALS = {
  contentChanged: { status: 412, title: 'The file is not what the request names' },
  noSuchFile: { status: 404, title: 'There is no such file' },
  uploadTooLarge: { status: 413, title: 'The workspace would grow too large' },
  notPlaced: { status: 409, title: 'It cannot be placed in the workspace' },
} as const satisfies Record<Refused['code'], object>;

const refusalOf = ({ code, reason }: Refused): DecidedProblem =>
  new DecidedProblem({ ...REFUSALS[code], code, detail: `${reason[0]?.toUpperCase()}${reason.slice(1)}.` });
