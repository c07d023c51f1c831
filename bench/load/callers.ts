/** Callers that ask one request after another for a while, by autocannon. */
import autocannon, { type Request, type Result } from 'autocannon';
import { type Answer, type CallerFigures, callerFigures } from './figures.ts';

/** A request that has no answer by then has failed. */
const TIMEOUT_SECONDS = 30;

export interface Callers {
  readonly url: string;
  readonly callers: number;
  readonly seconds: number;
  /** Each caller goes through them again and again. */
  readonly requests: readonly Request[];
}

export async function call({ url, callers, seconds, requests }: Callers): Promise<CallerFigures> {
  const answers: Answer[] = [];
  const options = {
    url,
    connections: callers,
    duration: seconds,
    timeout: TIMEOUT_SECONDS,
    requests: [...requests],
  };
  const { errors } = await new Promise<Result>((done, fail) => {
    // Only the form with a callback tells of each answer.
    const instance = autocannon(options, (error, result) => (error === null ? done(result) : fail(error)));
    instance.on('response', (_client, status, _bytes, durationMs) => answers.push({ status, durationMs }));
  });
  return callerFigures(answers, { callers, seconds, failed: errors });
}
