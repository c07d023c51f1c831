/** An address that a caller wants events sent to. */
import { readWebhookUrl } from '../../contracts/webhook/webhook-url.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { invalid } from '../http/problem.ts';

/** Throws a 400 that names the field where the address may not be sent to. */
export function requireWebhookUrl(
  { webhooks }: Pick<ServerDependencies, 'webhooks'>,
  url: string,
  field: string,
): void {
  const read = readWebhookUrl(url, webhooks?.allowedHosts ?? []);
  if (!read.ok) throw invalid([{ field, message: read.problem }]);
}
