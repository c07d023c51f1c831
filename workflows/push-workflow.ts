/** Pushes what a person has asked for, until the record says what became of it. */
import { proxyActivities } from '@temporalio/workflow';
import type { PushActivities, PushInput } from './activities.ts';
import { PUSH_OPTIONS } from './calls/activity-options.ts';

const { pushWork } = proxyActivities<PushActivities>(PUSH_OPTIONS);

export const pushWorkflow = (input: PushInput): Promise<void> =>
  pushWork.executeWithOptions({ summary: 'push to the repository' }, [input]);
