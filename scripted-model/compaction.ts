/**
 * `POST /v1/responses/compact`: what was said comes back as the user's messages and one sealed item, which
 * only this server reads.
 */
import type { ParsedRequest } from './parsed-request.ts';
import type { ReplyUsage } from './reply.ts';
import { idOf, wireUsage } from './wire.ts';

export const COMPACTION_PATH = '/v1/responses/compact';

/** `text`: what the sealed item holds. */
export const compactedResponse = (request: ParsedRequest, text: string, usage: ReplyUsage) => ({
  id: idOf('resp'),
  object: 'response.compaction',
  created_at: Math.floor(Date.now() / 1000),
  output: [
    ...request.input.filter(({ role }) => role === 'user').map((item) => ({ type: 'message', ...item })),
    { type: 'compaction', id: idOf('cmp'), encrypted_content: sealed(text) },
  ],
  usage: wireUsage(usage),
});

const MARK = 'sealed:';

const sealed = (text: string): string => Buffer.from(`${MARK}${text}`).toString('base64');

/** What the sealed items of a request hold; the real API refuses one that it has not made. */
export function unsealed({ input }: ParsedRequest): { readonly texts: string[]; readonly isForged: boolean } {
  const contents = input
    .filter(({ type }) => type === 'compaction')
    .map(({ encrypted_content: content }) => Buffer.from(String(content), 'base64').toString());
  return {
    texts: contents.map((content) => content.slice(MARK.length)),
    isForged: contents.some((content) => !content.startsWith(MARK)),
  };
}
