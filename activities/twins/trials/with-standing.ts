/** A check's record where a further trial has decided what its work is worth. Pure. */
import type { TwinRecord } from '../../../journal/bodies/twin-record.ts';
import type { TwinSummary } from '../../../workflows/evidence/twin-summary.ts';

/** `reason`: as the model and the owner read it. */
export const withStanding = (
  record: TwinRecord,
  standing: TwinSummary['standing'],
  reason: string,
): TwinRecord => ({ ...record, summary: { ...record.summary, standing, reason } });
