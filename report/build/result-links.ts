/** Where the results of a goal can be taken from, as paths of the REST API. Pure. */
import type { ResultLinks } from '../outcome-report.ts';

export function resultLinks(threadId: string, goalId: string): ResultLinks {
  const thread = `/v1/threads/${encodeURIComponent(threadId)}`;
  return {
    diff: `${thread}/diff?goalId=${encodeURIComponent(goalId)}`,
    archive: `${thread}/archive`,
    files: `${thread}/files`,
    states: `${thread}/states`,
  };
}
