/**
 * One POST to a receiver that a caller has named: at an address that was checked and is then connected to,
 * without following redirects, within a time, and without reading more of the answer than is kept.
 */
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIPv6 } from 'node:net';
import { readWebhookUrl, WEBHOOK_HOSTS_VARIABLE } from '../../contracts/webhook/webhook-url.ts';
import type { AttemptBody } from '../../journal/rows/webhook-delivery.ts';
import { pinHost, type Resolve } from '../../net/pin-host.ts';
import { type Answer, readAnswer } from './read-answer.ts';
import { sendFailure } from './send-failure.ts';

export interface WebhookMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SendOptions {
  readonly allowedHosts: readonly string[];
  readonly timeoutMs: number;
  readonly resolve?: Resolve;
}

export type SendEnd =
  | ({ readonly ok: true } & Answer)
  | { readonly ok: false; readonly failure: NonNullable<AttemptBody['failure']>; readonly detail: string };

/** Never rejects: whatever happened is told. */
export async function sendWebhook(message: WebhookMessage, options: SendOptions): Promise<SendEnd> {
  const read = readWebhookUrl(message.url, options.allowedHosts);
  if (!read.ok) return { ok: false, failure: 'refusedAddress', detail: `The address ${read.problem}.` };
  const signal = AbortSignal.timeout(options.timeoutMs);
  try {
    const allowed = { hosts: options.allowedHosts, variable: WEBHOOK_HOSTS_VARIABLE };
    const pinned = await Promise.race([pinHost(read.host, allowed, options.resolve), rejectOn(signal)]);
    if (!pinned.ok) {
      const failure = pinned.why === 'unknown' ? 'unknownHost' : 'refusedAddress';
      return { ok: false, failure, detail: pinned.reason };
    }
    return { ok: true, ...(await post({ ...message, url: read.url }, pinned.address, signal)) };
  } catch (error) {
    return { ok: false, ...sendFailure(error, options.timeoutMs) };
  }
}

const rejectOn = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

function post({ url, headers, body }: WebhookMessage, address: string, signal: AbortSignal): Promise<Answer> {
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  const family = isIPv6(address) ? 6 : 4;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      // A connection of its own each time: none is left open to an address that was checked long ago.
      agent: false,
      signal,
      // The name server is not asked again between the check and the connection.
      lookup: (_host, { all }, answer) =>
        all === true ? answer(null, [{ address, family }]) : answer(null, address, family),
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      // What goes wrong from here on only cuts the answer short.
      sent.on('error', () => undefined);
      readAnswer(response).then(resolve, reject);
    });
    sent.end(body);
  });
}
