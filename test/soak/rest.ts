/** Requests as a careful client makes them: under one key, to whichever server answers, until one does. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../support/service/api.ts';

const ATTEMPT_TIMEOUT_MS = 15_000;
const PAUSE_MS = 500;
/**
 * Faults that follow one another may keep both servers away for minutes; whoever asks longer has met more.
 */
const PATIENCE_MS = 600_000;

export interface Answer {
  readonly status: number;
  readonly body: Json;
}

export interface Rest {
  /** Resolves with the first answer that is not "later"; rejects when there is none in ten minutes. */
  send(method: string, path: string, body?: object, key?: string): Promise<Answer>;
  /** Answers that no client should get. */
  problems(): readonly string[];
  /** How often the answer was "later", or none. */
  retries(): number;
}

export function createRest(urls: readonly string[]): Rest {
  const problems: string[] = [];
  let retries = 0;
  let next = 0;

  async function attempt(
    method: string,
    path: string,
    body?: object,
    key?: string,
  ): Promise<Answer | string> {
    next += 1;
    const url = urls[next % urls.length];
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${url}${path}`, {
        method,
        signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      text = await response.text();
    } catch (error) {
      return String(error);
    }
    const { status } = response;
    if (status > 503 || (status >= 500 && status < 503))
      problems.push(`${method} ${path}: ${status} ${text}`);
    if (status === 503 && !response.headers.has('retry-after'))
      problems.push(`${method} ${path}: 503 without retry-after: ${text}`);
    // An attempt that was given up, or whose server died, may still be under way.
    const isInFlight = status === 409 && text.includes('"requestInFlight"');
    return status >= 500 || isInFlight
      ? `${status} ${text}`
      : { status, body: text === '' ? undefined : JSON.parse(text) };
  }

  return {
    async send(...request) {
      for (const giveUpAtMs = Date.now() + PATIENCE_MS; ; await sleep(PAUSE_MS)) {
        const answer = await attempt(...request);
        if (typeof answer !== 'string') return answer;
        retries += 1;
        if (Date.now() > giveUpAtMs) throw new Error(`${request.slice(0, 2).join(' ')}: ${answer}`);
      }
    },
    problems: () => problems,
    retries: () => retries,
  };
}
