/** The Activities that the worker registers. */

import type { RetentionSettings } from '../settings/retention-settings.ts';
import type { Activities, PurgeActivities, PushActivities } from '../workflows/activities.ts';
import type { DeliveryActivities } from '../workflows/delivery/delivery.ts';
import type { ScheduleActivities } from '../workflows/schedule/due-run.ts';
import { createArchiveThread } from './archive-thread.ts';
import { createAttemptDelivery } from './attempt-delivery.ts';
import { createCallModel } from './call-model.ts';
import { createCompactTranscript } from './compact-transcript.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { createJudgeClaim } from './judge-claim.ts';
import { createPlanRetention } from './keeping/plan-retention.ts';
import { createPurgeActivities } from './keeping/purge-activities.ts';
import type { WorkflowHistories } from './keeping/workflow-histories.ts';
import { createNoteDueRun } from './note-due-run.ts';
import { createPlaceWork } from './place-work.ts';
import { createPushWork } from './push-work.ts';
import { createRecordEvents } from './record-events.ts';
import { createRunChecks } from './run-checks.ts';
import { createRunToolCall } from './run-tool-call.ts';

export const createActivities = (
  dependencies: ActivityDependencies,
): Activities & PushActivities & ScheduleActivities => ({
  callModel: createCallModel(dependencies),
  compactTranscript: createCompactTranscript(dependencies),
  runToolCall: createRunToolCall(dependencies),
  runChecks: createRunChecks(dependencies),
  judgeClaim: createJudgeClaim(dependencies),
  placeWork: createPlaceWork(dependencies),
  pushWork: createPushWork(dependencies),
  noteDueRun: createNoteDueRun(dependencies),
  recordEvents: createRecordEvents(dependencies),
  archiveThread: createArchiveThread(dependencies),
});

/** Those that let go of threads. */
export const createKeepingActivities = (
  dependencies: Pick<ActivityDependencies, 'journal' | 'workspaces'>,
  histories: WorkflowHistories,
  retention: RetentionSettings,
): PurgeActivities => ({
  ...createPurgeActivities(dependencies, histories),
  planRetention: createPlanRetention(dependencies, retention),
});

/** Those of another task queue: they wait for receivers, which may be slow. */
export const createDeliveryActivities = (
  dependencies: Pick<ActivityDependencies, 'journal' | 'webhooks'>,
): DeliveryActivities => ({ attemptDelivery: createAttemptDelivery(dependencies) });
