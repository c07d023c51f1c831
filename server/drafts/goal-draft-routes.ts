/**
 * Drafts of goals: from plain words, or of a contract that is to be set. Nothing is kept, and no thread is
 * needed.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { draftGoal } from '../../contracts/draft/draft-goal.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { bodyProblems, jsonReply, plainProblems } from '../http/replies.ts';
import { refuseUnknownSource } from '../lookup/workspace-source.ts';
import { sourcePaths } from '../patterns/known-paths.ts';
import { goalDraftReply, goalDraftRequest } from './goal-draft.ts';

export const goalDraftRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/goal-drafts',
      {
        schema: {
          operationId: 'draftGoal',
          summary: 'Drafts a goal from plain words, or says what is weak in a contract.',
          tags: ['drafts'],
          description:
            'Turns plain words into a contract with the six parts, and says what is weak or missing. With a contract it only says ' +
            'so: what PUT goal would take, before it is set. With both, the contract stands and the words fill it in.',
          body: goalDraftRequest,
          response: {
            200: jsonReply('The draft; nothing is kept.', goalDraftReply),
            ...plainProblems,
            ...bodyProblems,
          },
        },
      },
      async ({ body: { workspace, ...body } }) => {
        refuseUnknownSource(dependencies, workspace);
        const known = workspace && (await sourcePaths(dependencies, workspace.source));
        return draftGoal({ ...body, workspace: known });
      },
    );
  };
