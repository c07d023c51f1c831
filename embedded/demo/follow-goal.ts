/** Follows a thread's record and prints it line by line until the goal rests in an end. */
import { setTimeout as sleep } from 'node:timers/promises';
import { itemLines } from './item-lines.ts';
import type { ItemReply, ShownGoal } from './replies.ts';
import type { RestClient } from './rest-client.ts';

const POLL_INTERVAL_MS = 250;

/** Resolves when the goal is not active any more and nothing runs, or when it is stalled. */
export async function followGoal(
  rest: RestClient,
  threadId: string,
  print: (line: string) => void,
): Promise<ShownGoal> {
  let cursor = 0;
  const printNew = async (): Promise<void> => {
    for (;;) {
      const page = await rest.get(`/v1/threads/${threadId}/items?cursor=${cursor}&limit=200`);
      for (const item of page.items as ItemReply[]) for (const line of itemLines(item)) print(line);
      cursor = Number(page.nextCursor);
      if (page.isLast) return;
    }
  };
  for (;;) {
    const goal = (await rest.get(`/v1/threads/${threadId}/goal`)) as unknown as ShownGoal;
    await printNew();
    if (goal.phase === 'idle') {
      await printNew();
      return goal;
    }
    await sleep(POLL_INTERVAL_MS);
  }
}
