/**
 * A page of the OpenAPI document for people: Swagger UI, of which every script and style comes from this
 * process. Nothing of it asks anybody else, and browsers hold it to that.
 */
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyPluginAsync } from 'fastify';

const CSP = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': ["'self'", 'data:'],
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

export const docsPage: FastifyPluginAsync = async (app) => {
  // What it shows is the document, which is open to all as well.
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true, operationId: 'getApiPage' };
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: CSP,
    // A logo and a theme would be links to elsewhere; the layout without them shows the document alone.
    uiConfig: {
      layout: 'BaseLayout',
      docExpansion: 'list',
      tryItOutEnabled: true,
      defaultModelsExpandDepth: 0,
    },
    theme: { title: 'Goalkeeper: API' },
  });
};
