/** Whether the end of a record is all that has happened: what is under way is written with the next step. */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { readView } from '../lookup/read-view.ts';
import type { ItemPage } from './item-schema.ts';

/** The record is read from the journal, and does not wait for a worker as long as what needs one. */
const PATIENCE_MS = 1_000;

/** The page; if it is the last, with whether it lags behind the thread. */
export async function withLag(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  page: ItemPage,
): Promise<ItemPage> {
  if (!page.isLast) return page;
  const view = await Promise.race([readView(dependencies, thread).catch(() => undefined), patience()]);
  if (view === undefined) return { ...page, stale: true };
  return { ...page, stale: isUnderWay(view) && view.seq > page.nextCursor, lastSeq: view.seq };
}

/** Places of a thread at rest that nothing stands at stay empty. */
const isUnderWay = ({ phase, unwritten }: ThreadView): boolean =>
  phase === 'running' || phase === 'auditing' || unwritten !== undefined;

const patience = (): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(undefined), PATIENCE_MS).unref();
  });
