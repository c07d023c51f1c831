/** Builds the REST server; it listens elsewhere (`main.ts`), so that tests can call it without a socket. */
import swagger from '@fastify/swagger';
import { type FastifyInstance, type FastifySerializerCompiler, fastify, LogController } from 'fastify';

import type { z } from 'zod';
import { errorSummary } from '../telemetry/error-summary.ts';
import { createMetrics, type Metrics } from '../telemetry/metrics/metrics.ts';
import type { Authenticate } from './access/credential.ts';
import { DOCUMENTED_KEYS } from './access/documented-scope.ts';
import { guardAccess } from './access/guard-access.ts';
import { principalOf } from './access/principal.ts';
import type { RateSettings } from './access/rate/rate-settings.ts';
import { auditLogRoutes } from './audit-log/audit-log-routes.ts';
import { noteChanges } from './audit-log/note-changes.ts';
import { noteRefusals } from './audit-log/note-refusals.ts';
import { commandRoutes } from './commands/command-routes.ts';
import { contextRoutes } from './context/context-routes.ts';
import type { ServerDependencies } from './dependencies.ts';
import { docsPage } from './docs/docs-page.ts';
import { goalDraftRoutes } from './drafts/goal-draft-routes.ts';
import { eventRoutes } from './events/event-routes.ts';
import { serviceEventRoutes } from './events/service-event-routes.ts';
import { workspaceRoutes } from './files/workspace-routes.ts';
import { acceptStateRoutes } from './goals/accept-state-routes.ts';
import { goalRoutes } from './goals/goal-routes.ts';
import { restoreRoutes } from './goals/restore-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { apiDocument } from './http/api-document.ts';
import { LONGEST_MS, limitBodyTime } from './http/bodies/body-time.ts';
import { closeBodies } from './http/bodies/closed-body.ts';
import { refuseEncodedBodies } from './http/bodies/encoded-body.ts';
import { acceptJson } from './http/bodies/json-body.ts';
import { refuseBytes, refuseExpectations } from './http/bodies/raw-refusals.ts';
import { refuseWhileClosing } from './http/closing.ts';
import { handleErrors, sendError } from './http/errors.ts';
import { rememberRequests } from './http/idempotency/idempotency.ts';
import { fullDisk } from './http/observed/full-disk.ts';
import { logRequests } from './http/observed/request-log.ts';
import { measureRequests } from './http/observed/request-metrics.ts';
import { traceRequests } from './http/observed/request-spans.ts';
import { REQUEST_ID_HEADER, requestIdFor } from './http/observed/x-request-id.ts';
import { type Access, LOOPBACK_ONLY } from './http/origin/access.ts';
import { guardOrigin } from './http/origin/guard.ts';
import { closeQueries } from './http/query/closed-query.ts';
import { queryFields } from './http/query/query-fields.ts';
import { noteMethods } from './http/refuse-methods.ts';
import { refuseUnheldHeaders } from './http/unheld-headers.ts';
import { validatorCompiler } from './http/validate.ts';
import { keyRoutes } from './keys/key-routes.ts';
import { checkGoalRoutes } from './lifecycle/check-goal-routes.ts';
import { lifecycleRoutes } from './lifecycle/lifecycle-routes.ts';
import { messageRoutes } from './messages/message-routes.ts';
import { queuedMessageRoutes } from './messages/queued-message-routes.ts';
import { metricsRoutes } from './metrics-routes.ts';
import { pushRoutes } from './push/push-routes.ts';
import { quotaRoutes } from './quotas/quota-routes.ts';
import { checkRoutes } from './record/check-routes.ts';
import { itemRoutes } from './record/item-routes.ts';
import { ledgerRoutes } from './record/ledger-routes.ts';
import { reportRoutes } from './record/report-routes.ts';
import { scheduleRunRoutes } from './schedules/run-routes.ts';
import { scheduleRoutes } from './schedules/schedule-routes.ts';
import { threadChangeRoutes } from './threads/thread-change-routes.ts';
import { threadListRoutes } from './threads/thread-list-routes.ts';
import { threadRoutes } from './threads/thread-routes.ts';
import { wakeResting } from './threads/wake-resting.ts';
import { usageRoutes } from './usage/usage-routes.ts';
import { deliveryRoutes } from './webhooks/delivery-routes.ts';
import { secretRoutes } from './webhooks/secret-routes.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';
import { workInRoutes } from './workspace/work-in-routes.ts';

const MAX_BODY_BYTES = 1024 * 1024;
/** An id that the caller chose has up to 255 characters, each of up to nine in a URL. */
const MAX_PARAM_CHARACTERS = 2_400;

/** A path of the most characters, each of up to twelve in a URL, with all that stands beside it. */
const MAX_HEADER_BYTES = 128 * 1024;

const DEFAULT_AUDIT_LOG_DAYS = 365;

const ROUTES = [
  threadRoutes,
  threadListRoutes,
  usageRoutes,
  threadChangeRoutes,
  goalRoutes,
  goalDraftRoutes,
  checkRoutes,
  checkGoalRoutes,
  acceptStateRoutes,
  restoreRoutes,
  lifecycleRoutes,
  messageRoutes,
  queuedMessageRoutes,
  commandRoutes,
  itemRoutes,
  eventRoutes,
  serviceEventRoutes,
  contextRoutes,
  ledgerRoutes,
  reportRoutes,
  workspaceRoutes,
  workInRoutes,
  pushRoutes,
  keyRoutes,
  auditLogRoutes,
  webhookRoutes,
  secretRoutes,
  deliveryRoutes,
  scheduleRoutes,
  scheduleRunRoutes,
  quotaRoutes,
];

/** Fastify wants both fields; what they would say stays out of the log. */
const withoutWords = (error: unknown) => ({ message: 'not logged', stack: '', ...errorSummary(error) });

export interface AppOptions {
  readonly logLevel?: string;
  /** Who a caller is; `open`: it is not asked, and whoever reaches the service may do everything. */
  readonly authenticate: Authenticate | 'open';
  /** How long it is kept who did what. Default: a year. */
  readonly auditLogDays?: number;
  /** Default: figures that nobody else adds to. */
  readonly metrics?: Metrics;
  /** How often a key and a tenant may ask; absent: as often as they like. */
  readonly rates?: RateSettings;
  /** Default: the loopback names, and no pages. */
  readonly access?: Access;
  /** Tests hold every reply against its schema. */
  readonly serializerCompiler?: FastifySerializerCompiler<z.ZodType>;
}

/** A reply goes out as the view made it: a schema that is wrong can neither strip it nor break it. */
const asMade: FastifySerializerCompiler<z.ZodType> = () => JSON.stringify;

export async function buildApp(
  dependencies: ServerDependencies,
  options: AppOptions,
): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: options.logLevel ?? 'warn', serializers: { err: withoutWords } },
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    bodyLimit: MAX_BODY_BYTES,
    // A slow client must not hold a connection for ever; most bodies have less time (`limitBodyTime`).
    requestTimeout: LONGEST_MS,
    connectionTimeout: 120_000,
    routerOptions: { maxParamLength: MAX_PARAM_CHARACTERS, querystringParser: queryFields },
    return503OnClosing: false,
    genReqId: ({ headers }) => requestIdFor(headers[REQUEST_ID_HEADER]),
    logController: new LogController({ requestIdLogLabel: 'requestId', disableRequestLogging: true }),
    clientErrorHandler: refuseBytes,
    frameworkErrors: (error, _request, reply) => void sendError(error, reply),
  });
  const metrics = options.metrics ?? createMetrics();
  traceRequests(app);
  logRequests(app);
  measureRequests(app, metrics);
  refuseExpectations(app);
  acceptJson(app);
  refuseEncodedBodies(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(options.serializerCompiler ?? asMade);
  handleErrors(app, () => fullDisk(dependencies.disks ?? []));
  refuseWhileClosing(app);
  guardOrigin(app, options.access ?? LOOPBACK_ONLY);
  guardAccess(app, options.authenticate, options.rates ?? {});
  noteChanges(app, dependencies.journal, options.auditLogDays ?? DEFAULT_AUDIT_LOG_DAYS);
  noteRefusals(app, dependencies.journal);
  rememberRequests(app, dependencies.journal, (request) => principalOf(request).tenantId);
  wakeResting(app, dependencies);
  limitBodyTime(app);
  refuseUnheldHeaders(app);
  closeQueries(app);
  closeBodies(app);
  const refuseOtherMethods = noteMethods(app);
  await app.register(swagger, apiDocument(options.authenticate === 'open' ? 'open' : DOCUMENTED_KEYS));
  await app.register(healthRoutes(dependencies));
  await app.register(metricsRoutes(metrics));
  for (const routes of ROUTES) await app.register(routes(dependencies), { prefix: '/v1' });
  app.get('/openapi.json', { schema: { hide: true, operationId: 'getApiDocument' } }, async () =>
    app.swagger(),
  );
  refuseOtherMethods();
  // Its routes are the library's own: two of them are one to the router.
  await app.register(docsPage);
  await app.ready();
  return app;
}
