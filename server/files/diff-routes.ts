/** What was changed in a workspace: a patch that `git apply` takes, or what became of each file as JSON. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { KeptStateRow } from '../../journal/rows/kept-state-row.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { callerLeft } from '../http/bodies/caller-left.ts';
import { requiredType } from '../http/preferred-type.ts';
import { notFound } from '../http/problem.ts';
import { formProblems, problemReply, problemSchema } from '../http/replies.ts';
import { findThread, ID_CHARACTERS, threadParams } from '../lookup/find-thread.ts';
import { SAFE_HEADERS } from './byte-reply.ts';
import { attachment } from './content-type.ts';
import { diffBetween, surveyed } from './diff-between.ts';
import { diffReply, diffSchema } from './diff-schema.ts';
import { stateHeaders } from './file-entry.ts';
import { fileProblems, otherContent } from './file-routes.ts';
import { stateParam } from './file-schema.ts';
import { type FoundView, findView, keptView, type ViewSource } from './find-view.ts';
import { matchesTag, requireTag } from './matched-tags.ts';
import { viewTag } from './view-tags.ts';

const FORMS = ['text/x-diff', 'text/x-patch', 'text/plain', 'application/json'] as const;

const diffQuery = z.strictObject({
  from: stateParam.exactOptional(),
  to: stateParam.exactOptional(),
  goalId: z
    .string()
    .max(100)
    .regex(ID_CHARACTERS, 'must be the id of a goal')
    .describe(
      'From when this goal was set to its end, unless from or to is named. Absent: the newest goal, until now.',
    )
    .exactOptional(),
});

export const diffRoutes =
  (source: ViewSource): FastifyPluginAsyncZod =>
  async (app) => {
    const schema = {
      operationId: 'getDiff',
      summary: 'What was changed since the goal was set, or between two states.',
      description:
        'A patch that `git apply` takes, binary files included; with `Accept: application/json` what became of each file.',
      tags: ['files'],
      params: threadParams,
      querystring: diffQuery,
      response: {
        200: {
          description: 'In the form that `Accept` names.',
          content: {
            'text/x-diff': { schema: z.string() },
            'text/x-patch': { schema: z.string() },
            'text/plain': { schema: z.string() },
            'application/json': { schema: diffSchema },
          },
        },
        304: z.null().describe('It is the one that the caller has.'),
        ...fileProblems,
        ...otherContent,
        ...formProblems,
        422: problemReply('More was changed than a diff can tell.', problemSchema),
      },
    };
    app.get('/threads/:threadId/diff', { schema }, async (request, reply) => {
      const thread = await findThread(source, request.principal, request.params.threadId);
      const form = requiredType(request.headers.accept, FORMS, {
        title: 'No such form of a diff',
        detail: `A diff comes as ${FORMS.join(', ')}.`,
      });
      const [from, to] = await endsOf(source, thread, request.query);
      const signal = callerLeft(reply);
      const [before, after] = await Promise.all([surveyed(from.view, signal), surveyed(to.view, signal)]);
      const isLiving = from.kept === undefined || to.kept === undefined;
      const etag = viewTag([before.manifest, after.manifest], form, isLiving);
      reply.headers({ ...SAFE_HEADERS, ...stateHeaders(to), etag, vary: 'accept' });
      requireTag(request.headers['if-match'], etag);
      if (matchesTag(request.headers['if-none-match'], etag)) return reply.code(304).send(null);
      const diff = await diffBetween(before, after, signal);
      if (form === 'application/json') {
        reply.header('content-type', 'application/json; charset=utf-8');
        return reply.send(diffReply(from, to, diff));
      }
      reply.headers({
        // Lines of the files stand in it as they are, and may be of any charset.
        'content-type': form,
        'content-disposition': attachment(`${thread.threadId}.patch`),
      });
      return reply.send(Buffer.from(diff.changes.map(({ text }) => text).join(''), 'latin1') as never);
    });
  };

/** What is not named: from when the goal was set, to now, or to the end of a goal that is not the newest. */
async function endsOf(
  source: ViewSource,
  thread: ThreadRow,
  { from, to, goalId }: z.output<typeof diffQuery>,
): Promise<[FoundView, FoundView]> {
  const { journal } = source;
  const { threadId } = thread;
  const newest = (await journal.readGoal(threadId))?.snapshot.goalId;
  if (goalId !== undefined && (await journal.readGoal(threadId, goalId)) === undefined)
    throw notFound('goal on this thread');
  const goal = goalId ?? newest;
  const isPast = goal !== newest;
  const end =
    isPast && to === undefined
      ? await journal.readKeptState(threadId, 'rest', { goalId: goal ?? '' })
      : undefined;
  return [
    from === undefined ? await startOf(source, thread, goal) : await findView(source, thread, from),
    end === undefined
      ? await findView(source, thread, to)
      : { view: await keptView(source, end), kept: end, isStale: false },
  ];
}

async function startOf(
  source: ViewSource,
  thread: ThreadRow,
  goalId: string | undefined,
): Promise<FoundView> {
  const { journal } = source;
  const { threadId } = thread;
  const ofGoal =
    goalId === undefined
      ? undefined
      : ((await journal.readKeptState(threadId, 'baseline', { goalId, order: 'first' })) ??
        (await journal.readKeptState(threadId, 'accepted', { goalId })));
  const given = goalId === undefined ? undefined : await givenMeanwhile(source, thread, goalId, ofGoal);
  if (given !== undefined) return given;
  const kept = ofGoal ?? (await journal.readKeptState(threadId, 'given'));
  // Nothing was kept yet: the thread has not worked, or what is wrong is told.
  if (kept === undefined) return findView(source, thread, undefined);
  return { view: await keptView(source, kept), kept, isStale: false };
}

/**
 * What a person sent for the workspace since the goal was set is no work of the goal: it is part of what the
 * diff begins with.
 */
async function givenMeanwhile(
  { journal, files }: ViewSource,
  { threadId }: ThreadRow,
  goalId: string,
  begun: KeptStateRow | undefined,
): Promise<FoundView | undefined> {
  const [first, last] = await Promise.all([
    journal.readKeptState(threadId, 'accepted', { goalId, order: 'first' }),
    journal.readKeptState(threadId, 'accepted', { goalId, order: 'last' }),
  ]);
  if (begun === undefined || first === undefined || last === undefined) return undefined;
  if (first.stateId === last.stateId) return undefined;
  const view = await files.withChanges(begun.stateId, first.stateId, last.stateId);
  return view && { view, kept: begun, isStale: false };
}
