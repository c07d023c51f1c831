/** Drafts of goals: from plain words, or of a contract that is to be set. Nothing is kept, and no thread is needed. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { draftGoal } from '../../contracts/draft/draft-goal.ts';
import type { ServerDependencies } from '../dependencies.ts';
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
          description:
            'Turns plain words into a contract with the six parts, and says what is weak or missing. With a contract it only says ' +
            'so: what PUT goal would take, before it is set. With both, the contract stands and the words fill it in.',
          body: goalDraftRequest,
          response: { 200: goalDraftReply },
        },
      },
      async ({ body: { workspace, ...body } }) => {
        refuseUnknownSource(dependencies, workspace);
        const known = workspace && (await sourcePaths(dependencies, workspace.source));
        return draftGoal({ ...body, workspace: known });
      },
    );
  };
