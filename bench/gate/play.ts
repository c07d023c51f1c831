/** Plays goals against the service over REST, as any caller would. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Play } from './plan.ts';
import type { ScriptedModel } from './scripted-model.ts';

export interface Outcome {
  readonly exercise: string;
  readonly kind: Play['kind'];
  readonly status: string;
  /** The thread is at rest in this phase. */
  readonly phase: string;
  /** It lasts from the last claim to its answer; absent when the model made none. */
  readonly auditMs?: number;
  /** The first words against the last claim. */
  readonly refusal?: string;
}

interface Item {
  readonly kind: string;
  readonly createdAt: string;
  readonly body: { readonly name?: string; readonly ok?: boolean; readonly output?: unknown };
}

const POLL_INTERVAL_MS = 300;
const REFUSAL_CHARACTERS = 400;
const AT_WORK: readonly unknown[] = ['running', 'auditing'];

export async function playOnce(url: string, model: ScriptedModel, play: Play): Promise<Outcome> {
  const call = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${url}/v1/threads${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
  const created = await call('POST', '', { workspace: { source: play.exercise.name } });
  const threadId = String(created.threadId);
  model.follow(threadId, play);
  await call('PUT', `/${threadId}/goal`, play.goal);
  let thread = await call('GET', `/${threadId}`);
  while (thread.stale !== false || AT_WORK.includes(thread.phase)) {
    await sleep(POLL_INTERVAL_MS);
    thread = await call('GET', `/${threadId}`);
  }
  const goal = await call('GET', `/${threadId}/goal`);
  const { items } = await call('GET', `/${threadId}/items?cursor=0&limit=200`);
  return {
    exercise: play.exercise.name,
    kind: play.kind,
    status: String(goal.status),
    phase: String(thread.phase),
    ...lastClaim(items as Item[], play.claims),
  };
}

/** The last claim and its answer are the last reply with calls and the last result of a tool. */
function lastClaim(items: readonly Item[], claims: number): Pick<Outcome, 'auditMs' | 'refusal'> {
  const answered = items.findLastIndex(({ kind }) => kind === 'toolResult');
  const asked = items.findLastIndex(({ kind }, index) => kind === 'modelReply' && index < answered);
  const [answer, question] = [items[answered], items[asked]];
  if (claims === 0 || answer === undefined || question === undefined) return {};
  const { ok, output } = answer.body;
  return {
    auditMs: Date.parse(answer.createdAt) - Date.parse(question.createdAt),
    ...(ok === false ? { refusal: String(output).slice(0, REFUSAL_CHARACTERS) } : {}),
  };
}
