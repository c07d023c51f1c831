/**
 * Every `code` that a problem of this API may have. Codes are stable: programs tell problems apart by them.
 */
import type { RefusalReason } from '../../workflows/thread/state/outcome.ts';

/** What a thread refuses a request with. */
const REFUSALS = [
  'noGoal',
  'goalUnfinished',
  'illegalTransition',
  'budgetExhausted',
  'staleRevision',
  'badPayload',
  'unknownSignal',
  'queueFull',
  'messageTaken',
  'notWaiting',
  'noOpenRequest',
  'badAnswer',
  'archived',
] as const satisfies readonly RefusalReason[];

/** Fastify's own, in this API's spelling. */
const OF_HTTP = [
  'badRequest',
  'requestTimeout',
  'headersTooLarge',
  'expectationFailed',
  'badUrl',
  'bodyTooLarge',
  'emptyJsonBody',
  'emptyType',
  'invalidContentLength',
  'invalidJsonBody',
  'invalidMediaType',
  'invalidType',
] as const;

export const PROBLEM_CODES = [
  'validation',
  'notFound',
  'methodNotAllowed',
  'notAcceptable',
  'unknownHost',
  'crossSite',
  'keyMissing',
  'keyMalformed',
  'keyUnknown',
  'keyExpired',
  'tokenInvalid',
  'tokenExpired',
  'tokenIncomplete',
  'insufficientScope',
  'keyOver',
  'rateLimited',
  'quotaExceeded',
  ...OF_HTTP,
  ...REFUSALS,
  'refused',
  'idempotencyKeyReused',
  'requestInFlight',
  'replyNotKept',
  'tooManyKeys',
  'notArchived',
  'workflowLost',
  'noStateSeen',
  'unknownState',
  'nothingToAccept',
  'noWorkspace',
  'unknownPath',
  'notAFile',
  'notAFolder',
  'closedFile',
  'stateLost',
  'rangeNotSatisfiable',
  'changeTooLarge',
  'filesUnavailable',
  'workRunning',
  'badArchive',
  'badPath',
  'uploadTooLarge',
  'contentChanged',
  'noEntityTag',
  'noSuchFile',
  'notPlaced',
  'webhookDisabled',
  'deliveryPending',
  'tooManyWebhooks',
  'tooManySchedules',
  'noSecret',
  'noGitSource',
  'branchExists',
  'pushRejected',
  'gitCredentials',
  'gitUnreachable',
  'notACommand',
  'unclearCommand',
  'unknownCommand',
  'incompleteCommand',
  'unavailable',
  'internal',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** A worker or a Fastify of another release may say something that is not known here. */
export const knownCode = (code: string, otherwise: ProblemCode): ProblemCode =>
  PROBLEM_CODES.find((known) => known === code) ?? otherwise;
