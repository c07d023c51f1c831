/** Files are put into a workspace only while nobody works in it. */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ProblemError } from '../http/problem.ts';
import { readView } from './read-view.ts';

const AT_WORK: readonly string[] = ['running', 'auditing'];

/**
 * Throws a 409 that says what runs and what would help. One that begins after this question is no harm:
 * the thread places what it was sent when that has ended.
 */
export async function refuseWhileRunning(dependencies: ServerDependencies, thread: ThreadRow): Promise<void> {
  const view = await readView(dependencies, thread);
  if (view !== undefined) refuseRunning(view, 'whilePlacing');
}

/** `whilePlacing`: what is being placed is no work that would be in the way of more. */
export function refuseRunning(view: ThreadView, passes: 'whilePlacing' | 'never'): void {
  const isPlacing = view.next.action === 'place';
  if (isPlacing ? passes === 'whilePlacing' : !AT_WORK.includes(view.phase)) return;
  throw new ProblemError({
    status: 409,
    code: 'workRunning',
    title: 'Somebody works in the workspace now',
    detail:
      `The thread says: ${view.next.reason}. Send it again when that has ended, which \`phase\` of the thread tells; POST …/goal/pause ` +
      'lets it end and starts no other turn, POST …/interrupt stops it at once.',
    phase: view.phase,
  });
}
