/** A thread as REST shows it. */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { defined } from '../../objects/defined.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { nextOf, shortQuestion, waitReply } from '../goals/goal-view.ts';
import { goalIn } from '../goals/read-goal.ts';
import { readQuestionReply } from '../goals/read-question-reply.ts';
import type { GoalReply } from '../goals/schema/goal.ts';
import { labelsReply } from '../goals/schema/labels.ts';
import type { QuestionReply } from '../goals/schema/question.ts';
import { endedReply, readEnd } from '../lookup/read-end.ts';
import { readView } from '../lookup/read-view.ts';
import type { LiveFields, ThreadReply, ThreadRowReply } from './thread-schema.ts';

/** What is known of it without its workflow. */
export const threadRow = ({
  threadId,
  createdAt,
  settings,
  archivedAt,
  labels,
}: ThreadRow): ThreadRowReply => ({
  threadId,
  ...labelsReply(labels),
  createdAt: createdAt.toISOString(),
  ...(archivedAt === undefined ? {} : { archivedAt: archivedAt.toISOString() }),
  ...modelSettings(settings),
  workspace: workspaceReply(settings),
});

/** How its model is asked; what is absent is the operator's default. */
const modelSettings = ({ workspaceSource: _, workspaceOrigin: __, ...settings }: ThreadRow['settings']) =>
  settings;

/** It stands as it was asked for; a fork names the state that it began with. */
function workspaceReply({ workspaceSource, workspaceOrigin }: ThreadRow['settings']) {
  if (workspaceOrigin === undefined) return defined({ source: workspaceSource });
  const { kind, ...origin } = workspaceOrigin;
  if ('stateId' in origin) return { [kind]: { threadId: origin.threadId, state: origin.stateId } };
  return { [kind]: origin };
}

/** All of it; `stale` when no worker answers. */
export async function threadReply(dependencies: ServerDependencies, thread: ThreadRow): Promise<ThreadReply> {
  const view = await readView(dependencies, thread);
  const end = view === undefined ? await readEnd(dependencies, thread) : undefined;
  const request =
    view?.request === undefined ? undefined : await readQuestionReply(dependencies, view, view.request);
  const goal = await goalIn(dependencies, thread, view, { end, request });
  const live =
    view === undefined
      ? { stale: true as const, ...(end === undefined ? {} : { ended: endedReply(end) }) }
      : liveFields(view, goal, request);
  return { ...threadRow(thread), ...live, goal: goal ?? null };
}

/** What happens next is told of the thread as of its goal. */
function liveFields(
  view: ThreadView,
  goal: GoalReply | undefined,
  request: QuestionReply | undefined,
): LiveFields {
  const { mode, phase, actions, turn, queuedInputs, usage, seq, wait, fallback } = view;
  const question = request === undefined ? {} : { question: shortQuestion(request) };
  return {
    stale: false,
    mode,
    phase,
    next: goal?.stale === false ? goal.next : { ...nextOf(view), ...question },
    actions,
    turn,
    queuedInputs,
    ...defined({ request }),
    // Only a goal waits, and it knows the model's reason.
    ...defined({ wait: goal?.stale === false ? goal.wait : waitReply(wait, undefined), fallback }),
    usage,
    seq,
  };
}
