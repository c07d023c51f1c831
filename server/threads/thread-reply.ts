/** A thread as REST shows it. */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { defined } from '../../objects/defined.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { nextOf, shortQuestion } from '../goals/goal-view.ts';
import { goalIn } from '../goals/read-goal.ts';
import { readQuestionReply } from '../goals/read-question-reply.ts';
import { endedReply, readEnd } from '../lookup/read-end.ts';
import { readView } from '../lookup/read-view.ts';
import type { LiveFields, ThreadReply, ThreadRowReply } from './thread-schema.ts';

/** What is known of it without its workflow. */
export const threadRow = ({ threadId, createdAt, settings, archivedAt }: ThreadRow): ThreadRowReply => ({
  threadId,
  createdAt: createdAt.toISOString(),
  ...(archivedAt === undefined ? {} : { archivedAt: archivedAt.toISOString() }),
  ...modelSettings(settings),
  workspace: settings.workspaceSource === undefined ? {} : { source: settings.workspaceSource },
});

/** How its model is asked; what is absent is the operator's default. */
const modelSettings = ({ workspaceSource: _, ...settings }: ThreadRow['settings']) => settings;

/** All of it; `stale` when no worker answers. */
export async function threadReply(dependencies: ServerDependencies, thread: ThreadRow): Promise<ThreadReply> {
  const view = await readView(dependencies, thread);
  const end = view === undefined ? await readEnd(dependencies, thread) : undefined;
  const [goal, live] = await Promise.all([
    goalIn(dependencies, thread, view, end),
    view === undefined
      ? { stale: true as const, ...(end === undefined ? {} : { ended: endedReply(end) }) }
      : liveFields(dependencies, view),
  ]);
  return { ...threadRow(thread), ...live, goal: goal ?? null };
}

async function liveFields(dependencies: ServerDependencies, view: ThreadView): Promise<LiveFields> {
  const { mode, phase, actions, turn, queuedInputs, usage, seq, wait, fallback } = view;
  const request =
    view.request === undefined ? undefined : await readQuestionReply(dependencies, view, view.request);
  return {
    stale: false,
    mode,
    phase,
    next: { ...nextOf(view), ...(request === undefined ? {} : { question: shortQuestion(request) }) },
    actions,
    turn,
    queuedInputs,
    ...defined({ request }),
    ...(wait === undefined ? {} : { wait: waitReply(wait) }),
    ...defined({ fallback }),
    usage,
    seq,
  };
}

const waitReply = ({ untilMs, event }: NonNullable<ThreadView['wait']>) => ({
  until: isoTime(untilMs),
  ...defined({ event }),
});
