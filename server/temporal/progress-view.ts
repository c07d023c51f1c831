/**
 * Where a run of the checks is, and when the command of a tool call is stopped, by what its worker said last
 * with a heartbeat: only Temporal knows of it. Pure.
 */

import { z } from 'zod';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import { type BeatingCall, heartbeatOf } from './heartbeat-of.ts';

const checksBeat = z.object({
  checks: z.object({
    check: z.string(),
    run: z.number().exactOptional(),
    runs: z.number().exactOptional(),
    isTwin: z.literal(true).exactOptional(),
    why: z.enum(['again', 'withoutWork', 'heldStill']).exactOptional(),
    sinceMs: z.number(),
    untilMs: z.number(),
  }),
});

/** The view, whose `next` tells which check runs, and whether it is a twin of it. */
export function withProgress(view: ThreadView, pending: readonly BeatingCall[]): ThreadView {
  const { running } = view.next;
  const beating = pending.find(({ activityType }) => activityType?.name === 'runChecks');
  const progress = beating === undefined ? undefined : detailsIn(beating, checksBeat)?.checks;
  if (running === undefined || progress === undefined) return view;
  const withChecksProgress = running.map((work) =>
    // What the worker of an earlier run said is no news of this one.
    work.what === 'checks' && progress.sinceMs >= work.sinceMs ? { ...work, progress } : work,
  );
  return { ...view, next: { ...view.next, running: withChecksProgress } };
}

const commandBeat = z.object({ command: z.object({ seq: z.number(), untilMs: z.number() }) });

/** The view, whose `running` tells until when the command of each tool call may run. */
export function withCommandEnd(view: ThreadView, pending: readonly BeatingCall[]): ThreadView {
  const { running } = view.next;
  if (running === undefined) return view;
  const ends = new Map(
    pending
      .filter(({ activityType }) => activityType?.name === 'runToolCall')
      .map((beating) => detailsIn(beating, commandBeat)?.command)
      .filter((command) => command !== undefined)
      .map(({ seq, untilMs }) => [seq, untilMs]),
  );
  const told = running.map((work) => {
    const endMs = work.seq === undefined ? undefined : ends.get(work.seq);
    return endMs === undefined ? work : { ...work, untilMs: Math.min(endMs, work.untilMs ?? endMs) };
  });
  return { ...view, next: { ...view.next, running: told } };
}

const detailsIn = <T>(beating: BeatingCall, schema: z.ZodType<T>): T | undefined =>
  schema.safeParse(heartbeatOf(beating)).data;
