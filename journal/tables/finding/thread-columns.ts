/** A thread's row, as every list of threads reads it. */
import type { Labels } from '../../rows/labels.ts';
import type { ThreadRow, ThreadSettings } from '../../rows/thread-row.ts';
import { labelsOf } from './labels.ts';

export interface ThreadColumns {
  readonly thread_id: string;
  readonly tenant_id: string;
  readonly created_at: Date;
  readonly settings: string;
  readonly archived_at: Date | null;
  readonly resting_since: Date | null;
  readonly title: string | null;
  readonly metadata: Labels['metadata'];
}

export const COLUMNS =
  'thread_id, tenant_id, created_at, settings, archived_at, resting_since, title, metadata';

export const toThread = (row: ThreadColumns): ThreadRow => ({
  threadId: row.thread_id,
  tenantId: row.tenant_id,
  createdAt: row.created_at,
  settings: JSON.parse(row.settings) as ThreadSettings,
  ...(row.archived_at !== null && { archivedAt: row.archived_at }),
  ...(row.archived_at !== null && row.resting_since !== null && { isResting: true as const }),
  ...(hasLabels(row) && { labels: labelsOf(row) }),
});

const hasLabels = ({ title, metadata }: ThreadColumns): boolean =>
  title !== null || Object.keys(metadata).length > 0;
