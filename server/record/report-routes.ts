/**
 * The report of a goal: JSON, Markdown or HTML. It comes from the journal, so no worker has to be up; one
 * that answers says what the journal does not hold yet.
 */
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { buildReport } from '../../report/build/build-report.ts';
import { HTML_SECURITY_POLICY, htmlReport } from '../../report/html/html.ts';
import { markdownReport } from '../../report/markdown/markdown.ts';
import type { Report } from '../../report/report.ts';
import { readReportSource } from '../../report/source/read-report-source.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { requiredType } from '../http/preferred-type.ts';
import { notFound } from '../http/problem.ts';
import { formProblems, readProblems } from '../http/replies.ts';
import { findThread, ID_CHARACTERS, threadParams } from '../lookup/find-thread.ts';
import { readView } from '../lookup/read-view.ts';
import { reportSchema } from './report-schema/report.ts';

interface Form {
  readonly contentType: string;
  readonly policy: string;
  render(report: Report): Report | string;
}

/** Text that others wrote: whatever a browser takes it for, nothing in it runs or is loaded. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox";

const FORMS = {
  'application/json': {
    contentType: 'application/json; charset=utf-8',
    policy: NOTHING,
    render: (report) => report,
  },
  'text/markdown': { contentType: 'text/markdown; charset=utf-8', policy: NOTHING, render: markdownReport },
  'text/html': { contentType: 'text/html; charset=utf-8', policy: HTML_SECURITY_POLICY, render: htmlReport },
} as const satisfies Record<string, Form>;

type MediaType = keyof typeof FORMS;

const MEDIA_TYPES = Object.keys(FORMS) as MediaType[];
const BY_NAME = { json: 'application/json', md: 'text/markdown', html: 'text/html' } as const;

/** It serves who cannot choose a header: a link, a browser's address line. It goes before `Accept`. */
const formatQuery = z.strictObject({ format: z.enum(['json', 'md', 'html']).exactOptional() });
const goalParams = threadParams.extend({ goalId: z.string().min(1).max(100) });

const reportReplies = {
  200: {
    description: 'In the form that `format` or `Accept` names.',
    content: {
      'application/json': { schema: reportSchema },
      'text/markdown': { schema: z.string() },
      'text/html': { schema: z.string() },
    },
  },
  ...readProblems,
  ...formProblems,
};

export const reportRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/threads/:threadId/goal/report',
      {
        schema: {
          operationId: 'getReport',
          summary: "The report of the thread's newest goal.",
          tags: ['record'],
          response: reportReplies,
          description:
            "The report of the thread's newest goal, also of one that was cleared; JSON, Markdown or HTML.",
          params: threadParams,
          querystring: formatQuery,
        },
      },
      async ({ params, query, headers, principal }, reply) => {
        const thread = await findThread(dependencies, principal, params.threadId);
        const form = formOf(query.format, headers.accept);
        return sendReport(reply, form, await reportOf(dependencies, thread));
      },
    );

    app.get(
      '/threads/:threadId/goals/:goalId/report',
      {
        schema: {
          operationId: 'getGoalReport',
          summary: 'The report of a goal of the thread.',
          tags: ['record'],
          response: reportReplies,
          description: 'The report of any goal that the thread has had; JSON, Markdown or HTML.',
          params: goalParams,
          querystring: formatQuery,
        },
      },
      async ({ params, query, headers, principal }, reply) => {
        const thread = await findThread(dependencies, principal, params.threadId);
        const form = formOf(query.format, headers.accept);
        return sendReport(reply, form, await reportOf(dependencies, thread, params.goalId));
      },
    );
  };

function formOf(format: keyof typeof BY_NAME | undefined, accept: string | undefined): Form {
  if (format !== undefined) return FORMS[BY_NAME[format]];
  const type = requiredType(accept, MEDIA_TYPES, {
    title: 'No such form of a report',
    detail: `a report comes as ${MEDIA_TYPES.join(', ')}; name one in Accept, or use ?format=json|md|html`,
  });
  return FORMS[type];
}

async function reportOf(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  goalId?: string,
): Promise<Report> {
  const { journal } = dependencies;
  if (goalId !== undefined && !ID_CHARACTERS.test(goalId)) throw notFound('goal on this thread');
  // The thread is asked first, so that the record is never older than what it says of itself.
  const living = (await readView(dependencies, thread)) ?? 'noAnswer';
  const source = await readReportSource(journal, thread, goalId, living);
  if (source === undefined) throw notFound('goal on this thread');
  return buildReport(source, Date.now());
}

const sendReport = (
  reply: FastifyReply,
  { contentType, policy, render }: Form,
  report: Report,
): FastifyReply =>
  reply
    .headers({
      'content-type': contentType,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      vary: 'accept',
    })
    .send(render(report));
