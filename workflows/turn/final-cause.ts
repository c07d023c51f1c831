/** Failures that no repetition mends, and what they make of the goal's status. Pure. */
import type { StatusCause } from '../goal/status-cause.ts';
import { causeOfGap, recordGapIn } from '../thread/record-gap.ts';
import { FAILURE_TYPE, type WorkspaceLoss } from './failure-type.ts';

const FINAL_CAUSES: Readonly<Record<string, (detail: unknown) => StatusCause>> = {
  [FAILURE_TYPE.modelRejected]: () => ({ kind: 'modelRefused' }),
  [FAILURE_TYPE.modelWithoutPrice]: () => ({ kind: 'modelWithoutPrice' }),
  [FAILURE_TYPE.workspaceUnavailable]: () => ({ kind: 'workspaceUnavailable' }),
  [FAILURE_TYPE.workspaceLost]: (detail) => {
    const { worker = '', directory = '' } = (detail ?? {}) as Partial<WorkspaceLoss>;
    return { kind: 'workspaceLost', worker, directory };
  },
  [FAILURE_TYPE.recordGap]: (detail) => causeOfGap(recordGapIn(detail)),
};

/** `detail`: what the failure says besides its words. Absent: a failure of this type may pass by itself. */
export const finalCauseOf = (type: string, detail?: unknown): StatusCause | undefined =>
  Object.hasOwn(FINAL_CAUSES, type) ? FINAL_CAUSES[type]?.(detail) : undefined;
