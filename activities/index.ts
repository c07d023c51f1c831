/** The Activities that the worker registers. */
import type { Activities } from '../workflows/activities.ts';
import { createArchiveThread } from './archive-thread.ts';
import { createCallModel } from './call-model.ts';
import { createCompactTranscript } from './compact-transcript.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { createJudgeClaim } from './judge-claim.ts';
import { createPlaceWork } from './place-work.ts';
import { createRecordEvents } from './record-events.ts';
import { createRunChecks } from './run-checks.ts';
import { createRunToolCall } from './run-tool-call.ts';

export const createActivities = (dependencies: ActivityDependencies): Activities => ({
  callModel: createCallModel(dependencies),
  compactTranscript: createCompactTranscript(dependencies),
  runToolCall: createRunToolCall(dependencies),
  runChecks: createRunChecks(dependencies),
  judgeClaim: createJudgeClaim(dependencies),
  placeWork: createPlaceWork(dependencies),
  recordEvents: createRecordEvents(dependencies),
  archiveThread: createArchiveThread(dependencies),
});
