/** All that is read of workspaces, over one look at their directory. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ServerDependencies } from '../dependencies.ts';
import { archiveRoutes } from './archive-routes.ts';
import { diffRoutes } from './diff-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { stateRoutes } from './state-routes.ts';
import { openWorkspaceFiles } from './view/workspace-files.ts';

const ROUTES = [fileRoutes, stateRoutes, archiveRoutes, diffRoutes];

export const workspaceRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const source = { ...dependencies, files: openWorkspaceFiles(dependencies.workspacesDirectory) };
    for (const routes of ROUTES) await app.register(routes(source));
  };
