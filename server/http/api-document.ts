/** The OpenAPI document, made of the schemas that requests are validated by and replies are held against. */
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { FastifySchema } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import { documentOf } from './document-of.ts';

const TAGS = [
  { name: 'threads', description: 'A conversation with a workspace, and at most one goal at a time.' },
  { name: 'goals', description: 'The contract of a thread: what has to be true, and how that is proven.' },
  { name: 'lifecycle', description: 'Steering a goal, and what became of such requests.' },
  { name: 'messages', description: 'What people say to a thread, and what they answer.' },
  { name: 'record', description: 'What happened: transcript, events, checks, claims, reports.' },
  {
    name: 'files',
    description: 'What stands in the workspace of a thread, now and in states that were kept.',
  },
  { name: 'events', description: 'What happens on all threads: as a stream, and by webhooks.' },
  { name: 'schedules', description: 'Goals that begin again and again, and the runs that came of it.' },
  { name: 'drafts', description: 'Contracts before they are set.' },
  { name: 'keys', description: 'The keys by which callers of a tenant are known.' },
  { name: 'service', description: 'The process itself.' },
];

/** What the service itself sends: one operation, since every event has the one form. */
const WEBHOOKS = {
  event: {
    post: {
      operationId: 'receiveEvent',
      summary: 'An event, signed as Standard Webhooks has it.',
      description:
        'Sent to webhooks and callbacks. Verify `webhook-signature` over the bytes of the body first.',
      tags: ['events'],
      parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
        ...{ name, in: 'header', required: true },
        schema: { type: 'string' as const },
      })),
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/WebhookPayload' } } },
      },
      responses: {
        '2XX': { description: 'It was taken.' },
        '410': { description: 'No more are wanted: the webhook is disabled.' },
        default: { description: 'It is sent again, for three days.' },
      },
    },
  },
};

type Override = NonNullable<z.core.RegistryToJSONSchemaParams['override']>;

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

/** Takes out what zod says for itself and no client can use, and puts back what it leaves out. */
const override: Override = ({ zodSchema, jsonSchema }) => {
  // Examples of what is transformed are shown as they are sent.
  const { examples } = z.globalRegistry.get(zodSchema) ?? {};
  if (Array.isArray(examples)) jsonSchema.examples = examples;
  delete jsonSchema.readOnly;
  // The default of an object whose fields have defaults of their own is dropped; generators stumble over it.
  if (isEmpty(jsonSchema.default)) delete jsonSchema.default;
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

const zodToJsonConfig = { override };
const toJsonSchema = createJsonSchemaTransform({ zodToJsonConfig });
const withComponents = createJsonSchemaTransformObject({ zodToJsonConfig });

/** How callers are known, as the document tells it. */
export interface DocumentedSecurity {
  readonly schemes: NonNullable<OpenAPIV3_1.ComponentsObject['securitySchemes']>;
  /** Adds what the operation needs. */
  withScope(operation: FastifySchema): FastifySchema;
}

/** `open`: the service asks for no key, and the document says so. */
export const apiDocument = (security: DocumentedSecurity | 'open'): FastifyDynamicSwaggerOptions => ({
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Goalkeeper',
      version: 'v1',
      description: 'Keeps a language model working until the checks of a contract prove the goal.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This service.' }],
    tags: TAGS,
    webhooks: WEBHOOKS,
    security: [],
    ...(security === 'open' ? {} : { components: { securitySchemes: security.schemes } }),
  },
  transform: (given) => {
    const { schema, url } = toJsonSchema(given);
    return { schema: security === 'open' ? schema : security.withScope(schema), url };
  },
  transformObject: (given) => documentOf(withComponents(given) as Partial<OpenAPIV3_1.Document>),
});
