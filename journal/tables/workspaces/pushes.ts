/** What persons have asked to be pushed, and what became of it. */
import type { Push, Pushes, PushOutcome } from '../../rows/push.ts';
import type { SqlClient } from '../../sql/sql.ts';
import { askedRequests } from './asked-requests.ts';

export function createPushes(client: SqlClient): Pushes {
  const { read, save, end } = askedRequests<Push, PushOutcome>(client, 'pushes');
  return {
    async readPush(threadId, requestId) {
      const found = await read(threadId, requestId);
      if (found === undefined) return undefined;
      const { asked, ...rest } = found;
      return { push: asked, ...rest };
    },
    savePush: save,
    endPush: end,
  };
}
