/** Answers of a played auditor, and what it was shown. */
import type { ParsedRequest } from '../../../scripted-model/parsed-request.ts';
import type { Reply } from '../../../scripted-model/reply.ts';

/** Names the key under which the calls of a thread's auditor arrive. */
export const auditorOf = (threadId: string): string => `${threadId}/auditor`;

/** The evidence of a request, as the auditor reads it. */
export const evidenceIn = ({ input }: Pick<ParsedRequest, 'input'>) => JSON.parse(String(input[0]?.content));

/** A verdict on every requirement that the request asks about; `open` names those that are not proven. */
export function verdictFor(
  request: Pick<ParsedRequest, 'input'>,
  open: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  const { requirements } = evidenceIn(request).contract as { requirements: { id: string }[] };
  return {
    complete: Object.keys(open).length === 0,
    summary: 'Looked at it.',
    requirements: requirements.map(({ id }) => ({
      id,
      verdict: open[id] ?? 'proven',
      evidence: 'check runs',
      reason: id in open ? `${id} is not shown` : 'shown',
    })),
  };
}

export const rules =
  (open: Readonly<Record<string, string>> = {}) =>
  (request: ParsedRequest): Reply => ({ message: JSON.stringify(verdictFor(request, open)) });
