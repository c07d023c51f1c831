/**
 * Where a run of the checks is, by what its worker said last with a heartbeat: only Temporal knows of it.
 * Pure.
 */

import { z } from 'zod';
import type { ChecksProgress } from '../../workflows/evidence/checks-progress.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';

/** An Activity that has not ended, as far as Temporal's description of a workflow is read here. */
export interface BeatingCall {
  readonly activityType?: { readonly name?: string | null } | null;
  readonly heartbeatDetails?: {
    readonly payloads?: readonly { readonly data?: Uint8Array | null }[] | null;
  } | null;
}

const heartbeat = z.object({
  checks: z.object({
    check: z.string(),
    run: z.number().exactOptional(),
    runs: z.number().exactOptional(),
    isTwin: z.literal(true).exactOptional(),
    sinceMs: z.number(),
    untilMs: z.number(),
  }),
});

/** The view, whose `next` tells which check runs, and whether it is a twin of it. */
export function withProgress(view: ThreadView, pending: readonly BeatingCall[]): ThreadView {
  const { running } = view.next;
  const beating = pending.find(({ activityType }) => activityType?.name === 'runChecks');
  const progress = beating === undefined ? undefined : progressIn(beating);
  if (running === undefined || progress === undefined) return view;
  const told = running.map((work) =>
    // What the worker of an earlier run said is no news of this one.
    work.what === 'checks' && progress.sinceMs >= work.sinceMs ? { ...work, progress } : work,
  );
  return { ...view, next: { ...view.next, running: told } };
}

function progressIn({ heartbeatDetails }: BeatingCall): ChecksProgress | undefined {
  const data = heartbeatDetails?.payloads?.[0]?.data;
  if (data === null || data === undefined) return undefined;
  try {
    return heartbeat.safeParse(JSON.parse(Buffer.from(data).toString('utf8'))).data?.checks;
  } catch {
    return undefined;
  }
}
