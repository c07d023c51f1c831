/** What readers and writers ask. Pure. */
import type { Request } from 'autocannon';

/** One thread with a goal and its record, and several others. */
export interface LoadedThreads {
  readonly withGoal: string;
  readonly others: readonly string[];
}

/** What a page of a product asks: lists, one thread, its goal, its record, its report, all events. */
export const readRequests = ({ withGoal, others }: LoadedThreads): Request[] =>
  [
    '/v1/threads?limit=50',
    `/v1/threads/${withGoal}`,
    `/v1/threads/${withGoal}/goal`,
    `/v1/threads/${withGoal}/items`,
    `/v1/threads/${withGoal}/goal/report`,
    '/v1/events?limit=50',
    ...others.map((threadId) => `/v1/threads/${threadId}`),
  ].map((path) => ({ method: 'GET', path }));

/** A new thread (a workflow of its own) is as often as a change of one that is there. */
export const writeRequests = ({ others }: LoadedThreads): Request[] =>
  others.flatMap((threadId, index) => [
    json('POST', '/v1/threads', { title: 'Under load', metadata: { run: 'load' } }),
    json('PATCH', `/v1/threads/${threadId}`, { metadata: { step: `${index}` } }),
  ]);

const json = (method: 'POST' | 'PATCH', path: string, body: object): Request => ({
  method,
  path,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
