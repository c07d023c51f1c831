/** What a patch makes of a schedule. */
import { METADATA_FULL } from '../../contracts/schema/labels.ts';
import { MAX_METADATA_KEYS } from '../../journal/rows/labels.ts';
import type { ScheduleFields } from '../../journal/rows/schedules/schedule.ts';
import { defined } from '../../objects/defined.ts';
import { omit } from '../../objects/omit.ts';
import { mergePatch } from '../http/merge-patch.ts';
import { invalid } from '../http/problem.ts';
import { withKeptContents } from './kept-contents.ts';
import { isSameJson } from './same-json.ts';
import type { SchedulePatchBody } from './schedule-body.ts';
import type { ScheduleTemplate, ThreadSchedule } from './template.ts';

type Metadata = ThreadSchedule['metadata'];

/** Throws a 400 where the metadata would have too many keys. `shown`: a goal as replies show it. */
export function patchedFields(
  before: ThreadSchedule,
  patch: SchedulePatchBody,
  shown: (goal: ScheduleTemplate['goal']) => unknown,
): ScheduleFields & Pick<ThreadSchedule, 'template'> {
  const { name, metadata, paused, thread, threadId, goal, ...times } = patch;
  const { jitterSeconds, ...rest } = times;
  const { template } = before;
  const named = name === undefined ? before.name : (name ?? undefined);
  const jitter = jitterSeconds === undefined ? before.timing.jitterSeconds : (jitterSeconds ?? undefined);
  const place =
    thread === undefined && threadId === undefined ? omit(template, 'goal') : defined({ thread, threadId });
  // What is shown has the operator's defaults of today: sent back, these are not to be kept with it.
  const goalAfter = (sent: ScheduleTemplate['goal']): ScheduleTemplate['goal'] => {
    const after = withKeptContents(sent, template.goal);
    return isSameJson(shown(after), shown(template.goal)) ? template.goal : after;
  };
  return {
    ...defined({ name: named }),
    metadata: metadata === undefined ? before.metadata : merged(before.metadata, metadata),
    timing: {
      ...omit(before.timing, 'jitterSeconds'),
      ...defined(rest),
      ...defined({ jitterSeconds: jitter }),
    },
    template: { ...place, goal: goal === undefined ? template.goal : goalAfter(goal) },
    isPaused: paused ?? before.isPaused,
  };
}

/** Null removes a key, and in place of all of it every one. */
function merged(before: Metadata, patch: NonNullable<SchedulePatchBody['metadata']> | null): Metadata {
  const after = patch === null ? {} : (mergePatch(before, patch) as Metadata);
  if (Object.keys(after).length > MAX_METADATA_KEYS) throw invalid([METADATA_FULL]);
  return after;
}
