/** The client library, set up so that retries, limits and logs are ours. */
import OpenAI from 'openai';
import { defined } from '../../../objects/defined.ts';
import { createBoundedFetch } from './bounded-fetch.ts';

export interface ProviderSettings {
  readonly apiKey: string;
  readonly baseUrl?: string;
  /** The limit holds for headers and body together: a body that drips is ended by it as well. */
  readonly timeoutMs: number;
  readonly maxReplyBytes: number;
}

export const createOpenAi = ({ apiKey, baseUrl, timeoutMs, maxReplyBytes }: ProviderSettings): OpenAI =>
  new OpenAI({
    apiKey,
    ...defined({ baseURL: baseUrl }),
    // Retries are Temporal's business: they must survive the worker, and be seen.
    maxRetries: 0,
    // Failures are returned; the library would print them as well.
    logLevel: 'off',
    timeout: timeoutMs,
    fetch: createBoundedFetch(maxReplyBytes),
  });
