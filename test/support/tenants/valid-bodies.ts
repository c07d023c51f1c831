/** A valid body for each operation that takes one, by the end of its path; `{}` for all others. */
import { FILE_GOAL } from '../contract/contracts.ts';

const BODIES: readonly [end: string, body: object][] = [
  ['/threads/{threadId}', { mode: 'plan' }],
  ['/goal-drafts', { text: 'Make it fast' }],
  ['/push', { branch: 'goal/one' }],
  ['/goal', { ...FILE_GOAL }],
  ['/messages', { content: 'Hello' }],
  ['/messages/{inputId}', { content: 'Hello' }],
  ['/commands', { text: '/goal' }],
  ['/wake', { event: 'rain' }],
  ['/inputs/{inputId}', { answer: 'yes' }],
  ['/v1/schedules', { cron: '0 3 * * *', goal: FILE_GOAL }],
  ['/v1/schedules/{scheduleId}', { name: 'nightly' }],
  ['/v1/webhooks', { url: 'https://receiver.example/hook' }],
  ['/v1/keys', { name: 'ci', scopes: ['read'] }],
  ['/rotate', { overlapSeconds: 0 }],
  ['/goal/restore', { paths: ['test'] }],
];
/** The body is one that this operation takes. */
export const validBodyOf = (method: string, path: string): object =>
  (method === 'DELETE' ? undefined : BODIES.find(([end]) => path.endsWith(end))?.[1]) ?? {};
