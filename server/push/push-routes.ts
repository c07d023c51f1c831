/** `POST …/push`: a state of the workspace goes to a branch of the repository that it comes from. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { buildReport } from '../../report/build/build-report.ts';
import type { Report } from '../../report/report.ts';
import { readReportSource } from '../../report/source/read-report-source.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ProblemError, UndecidedProblem } from '../http/problem.ts';
import { idempotencyHeaders, requestIdOf } from '../http/request-id.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { namedState } from '../lookup/named-state.ts';
import { readView } from '../lookup/read-view.ts';
import { pushAndWait } from './push-and-wait.ts';
import { pushMessage } from './push-message.ts';
import { pushBody, pushReplies } from './push-schema.ts';

export const pushRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const schema = {
      operationId: 'pushThread',
      summary: 'Pushes a state of the workspace to a branch of its git repository.',
      tags: ['files'],
      description:
        'One commit upon the commit that was cloned, or that one itself where nothing was changed, by the operator’s credentials; its message carries the summary of the report. ' +
        'What `.gitignore` names stays out, and so does every `.git`. A branch of other commits is replaced only by `force`.',
      params: threadParams,
      headers: idempotencyHeaders,
      body: pushBody,
      response: pushReplies,
    };
    app.post('/threads/:threadId/push', { schema }, async ({ params, headers, body, principal }, reply) => {
      const thread = await findThread(dependencies, principal, params.threadId);
      const { origin, branch, force, message, state } = { origin: originOf(thread), ...body };
      if (origin === undefined) throw new ProblemError(NO_GIT_SOURCE);
      const kept = await namedState(dependencies.journal, thread, state);
      if (kept === undefined) throw noSuchState(body.state);
      const requestId = requestIdOf(headers, body);
      const report = await reportOf(dependencies, thread, kept.goalId);
      const { push, done } = await pushAndWait(dependencies, thread, requestId, {
        stateId: kept.stateId,
        branch,
        isForced: force,
        message: pushMessage(thread.threadId, message, report),
        askedAtMs: Date.now(),
      });
      if (done === undefined) return reply.code(202).send({ requestId, outcome: 'pending' });
      const { outcome, commit } = done;
      return { requestId, outcome, branch: push.branch, commit, stateId: push.stateId };
    });
  };

/** A fork may come from a repository: the worker follows it. */
const originOf = ({ settings }: ThreadRow) => settings.workspaceOrigin;

/** The report is of the goal that the state was kept for; without one, of the newest. */
async function reportOf(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  goalId: string | undefined,
): Promise<Report | undefined> {
  const living = (await readView(dependencies, thread)) ?? 'noAnswer';
  const source = await readReportSource(dependencies.journal, thread, goalId, living);
  return source && buildReport(source, Date.now());
}

const NO_GIT_SOURCE = {
  status: 409,
  code: 'noGitSource',
  title: 'There is no repository to push to',
  detail: 'The workspace of this thread does not come from a git repository; GET …/diff gives a patch.',
} as const;

/** A name may come to mean a state later on; an id does not. */
function noSuchState(state: string): ProblemError {
  const problem = { status: 404, code: 'unknownState' } as const;
  return state === 'proven'
    ? new UndecidedProblem({
        ...problem,
        title: 'Nothing is proven yet',
        detail:
          'The goal has left no proven state so far. The same request may be repeated, also under its key; GET …/states lists the states that were kept.',
      })
    : new ProblemError({
        ...problem,
        title: 'The thread has no such state',
        detail:
          'GET …/states lists those that were kept; without `state` it is the last one that was proven.',
      });
}
