/** Which scope each operation needs: the only place where that is said. Pure. */
import type { Scope } from './scopes.ts';

/** `open`: it is answered whoever asks, and shows nothing of anybody's. */
export type RouteScope = Scope | 'open';

const ROUTE_SCOPES: Readonly<Record<string, RouteScope>> = {
  getHealth: 'open',
  getReadiness: 'open',
  getApiDocument: 'open',
  getApiPage: 'open',

  getMetrics: 'admin',

  getThread: 'read',
  listThreads: 'read',
  getUsage: 'read',
  getGoal: 'read',
  listGoals: 'read',
  getGoalReport: 'read',
  getReport: 'read',
  listCheckRuns: 'read',
  listClaims: 'read',
  listIterations: 'read',
  listItems: 'read',
  watchThread: 'read',
  watchEvents: 'read',
  listWebhooks: 'read',
  getWebhook: 'read',
  listDeliveries: 'read',
  getDelivery: 'read',
  listSchedules: 'read',
  getSchedule: 'read',
  listScheduleRuns: 'read',
  getScheduleRun: 'read',
  listMessages: 'read',
  getMessage: 'read',
  getRequest: 'read',
  getContext: 'read',
  listFiles: 'read',
  getFile: 'read',
  getArchive: 'read',
  getDiff: 'read',
  listStates: 'read',
  draftGoal: 'read',
  getQuotas: 'read',

  createThread: 'write',
  updateThread: 'write',
  archiveThread: 'write',
  reopenThread: 'write',
  setGoal: 'write',
  editGoal: 'write',
  deleteGoal: 'write',
  pauseGoal: 'write',
  resumeGoal: 'write',
  clearGoal: 'write',
  interruptThread: 'write',
  wakeThread: 'write',
  checkGoal: 'write',
  acceptState: 'write',
  restorePaths: 'write',
  postMessage: 'write',
  editMessage: 'write',
  withdrawMessage: 'write',
  answerQuestion: 'write',
  runCommand: 'write',
  putWorkspace: 'write',
  putFile: 'write',
  deleteFile: 'write',
  pushThread: 'write',

  listAuditLog: 'admin',

  createWebhook: 'write',
  editWebhook: 'write',
  deleteWebhook: 'write',
  testWebhook: 'write',
  redeliver: 'write',
  rotateWebhookSecret: 'write',
  getSigningSecret: 'write',
  rotateSigningSecret: 'write',

  createSchedule: 'write',
  editSchedule: 'write',
  deleteSchedule: 'write',
  runSchedule: 'write',
  pauseSchedule: 'write',
  resumeSchedule: 'write',

  createKey: 'admin',
  listKeys: 'admin',
  getKey: 'admin',
  revokeKey: 'admin',
  rotateKey: 'admin',
};

/** What is declared nowhere is for administrators only. */
export const scopeOfOperation = (operationId: string | undefined): RouteScope =>
  isDeclared(operationId) ? (ROUTE_SCOPES[operationId] ?? 'admin') : 'admin';

export const isDeclared = (operationId: string | undefined): operationId is string =>
  operationId !== undefined && Object.hasOwn(ROUTE_SCOPES, operationId);
