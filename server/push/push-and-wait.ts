/** Has a state pushed, and waits a while for what becomes of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Push, PushOutcome } from '../../journal/rows/push.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ProblemError } from '../http/problem.ts';

/** Well below what proxies allow for a request. */
const MAX_WAIT_MS = 25_000;
const POLL_INTERVAL_MS = 100;

type Done = Extract<PushOutcome, { readonly ok: true }>;
type Refused = Extract<PushOutcome, { readonly ok: false }>;

/** Throws what was refused. `undefined`: it is under way. */
export async function pushAndWait(
  { journal, threads }: ServerDependencies,
  thread: ThreadRow,
  requestId: string,
  asked: Push,
): Promise<{ readonly push: Push; readonly done: Done | undefined }> {
  const { threadId } = thread;
  const push = await journal.savePush(threadId, requestId, asked);
  await threads.startPush(thread, requestId);
  for (const endMs = Date.now() + MAX_WAIT_MS; ; await sleep(POLL_INTERVAL_MS)) {
    const outcome = (await journal.readPush(threadId, requestId))?.outcome;
    if (outcome?.ok === false) throw refusalOf(outcome);
    if (outcome !== undefined || Date.now() > endMs) return { push, done: outcome };
  }
}

const REFUSALS = {
  noGitSource: { status: 409, code: 'noGitSource', title: 'There is no repository to push to' },
  branchExists: { status: 409, code: 'branchExists', title: 'The branch holds other commits' },
  rejected: { status: 409, code: 'pushRejected', title: 'The push was not taken' },
  credentials: { status: 502, code: 'gitCredentials', title: 'The repository does not let the service in' },
  unreachable: { status: 502, code: 'gitUnreachable', title: 'The repository cannot be reached' },
} as const satisfies Record<Refused['code'], object>;

/** `remote` is what the remote said: nothing of it is the service's word. */
const refusalOf = ({ code, reason, remote }: Refused): ProblemError =>
  new ProblemError({
    ...REFUSALS[code],
    detail: `${reason[0]?.toUpperCase()}${reason.slice(1)}.`,
    ...defined({ remote }),
  });
