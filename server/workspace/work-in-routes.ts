/** Everything that puts files of a caller into a workspace. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ServerDependencies } from '../dependencies.ts';
import { uploadStore } from '../uploads/upload-store.ts';
import { putFileRoutes } from './put-file-routes.ts';
import { putWorkspaceRoutes } from './put-workspace-routes.ts';

export const workInRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const store = uploadStore(dependencies);
    await app.register(putWorkspaceRoutes(dependencies, store));
    await app.register(putFileRoutes(dependencies, store));
  };
