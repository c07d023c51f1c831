/** What the OpenAPI document says of keys and scopes. Pure. */
import type { FastifySchema } from 'fastify';
import type { DocumentedSecurity } from '../http/api-document.ts';
import { scopeOfOperation } from './route-scopes.ts';

const KEY_SCHEME = {
  key: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'gk_…',
    description:
      'A key of the service, or a token of the issuer that its operator has named. Scopes: read, write, admin; each holds those before it.',
  },
} as const;

/** Each operation says what it needs: for programs, and in words. */
export const DOCUMENTED_KEYS: DocumentedSecurity = { schemes: KEY_SCHEME, withScope };

function withScope(schema: FastifySchema): FastifySchema {
  const scope = scopeOfOperation(schema.operationId);
  if (scope === 'open') return { ...schema, security: [] };
  const needs = `Needs a key with the scope \`${scope}\`.`;
  const description = schema.description === undefined ? needs : `${schema.description} ${needs}`;
  return { ...schema, description, security: [{ key: [scope] }] };
}
