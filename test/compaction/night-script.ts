/**
 * A model that works through a night, behind a server that counts tokens and refuses what exceeds its window.
 */
import { SUMMARY_REQUEST } from '../../activities/compaction/summary-request.ts';
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';
import type { Reply } from '../../scripted-model/reply.ts';

/** Denser than the rule of thumb says. */
const BYTES_PER_TOKEN = 3.3;

export const CLAIM = 'Lookups by prefix are linear in the index';

export interface NightScript {
  /** Replies that ended a turn. */
  readonly turns: number;
  readonly summaries: number;
  readonly refusals: number;
  readonly largestTokens: number;
  respond(request: ParsedRequest): Reply;
}

/**
 * A command a turn, in the first one a claim as well, then words; `onRequest` sees all requests but those for
 * a summary.
 */
export function nightScript(
  windowTokens: number,
  onRequest: (request: ParsedRequest, turn: number) => void,
): NightScript {
  let calls = 0;
  const seen = { turns: 0, summaries: 0, refusals: 0, largestTokens: 0 };
  return {
    get turns() {
      return seen.turns;
    },
    get summaries() {
      return seen.summaries;
    },
    get refusals() {
      return seen.refusals;
    },
    get largestTokens() {
      return seen.largestTokens;
    },
    respond(request) {
      const inputTokens = countTokens(request);
      seen.largestTokens = Math.max(seen.largestTokens, inputTokens);
      if (inputTokens > windowTokens) {
        seen.refusals += 1;
        return {
          fault: 'status',
          status: 400,
          body: { error: { code: 'context_length_exceeded', message: 'too long' } },
        };
      }
      const usage = { inputTokens, cachedInputTokens: 0 };
      if (request.input.at(-1)?.content === SUMMARY_REQUEST) {
        seen.summaries += 1;
        return { message: summaryOf(request, seen.turns), usage };
      }
      calls += 1;
      onRequest(request, seen.turns + 1);
      if (calls % 2 === 1) return { toolCalls: callsOf(seen.turns + 1), usage };
      seen.turns += 1;
      return { message: `Turn ${seen.turns}: case ${seen.turns} ran. Next: case ${seen.turns + 1}.`, usage };
    },
  };
}

const countTokens = ({ body, instructions, input }: ParsedRequest): number =>
  Math.ceil(Buffer.byteLength(JSON.stringify([body.tools, instructions, input])) / BYTES_PER_TOKEN);

const callsOf = (turn: number) => [
  { name: 'shell', arguments: { command: `npm run -s load-test -- --case ${turn}`, timeoutSeconds: null } },
  ...(turn > 1
    ? []
    : [
        {
          name: 'record_claim',
          arguments: {
            ...{ claim: CLAIM, route: 'reading src/index.ts', evidence: [] },
            ...{ status: 'uncertain', uncertainty: 'not measured yet' },
          },
        },
      ]),
];

/** Takes over what the earlier one said, as it is told to. */
function summaryOf({ input }: ParsedRequest, turns: number): string {
  const earlier = input
    .map(({ content }) => String(content))
    .find((text) => text.startsWith('<earlier_work>'));
  const first = earlier?.includes('began at turn')
    ? 'began at turn 1'
    : `began at turn 1, first summed up at ${turns}`;
  return JSON.stringify({
    ...{ done: [first, `ran cases up to ${turns}`], triedAndFailed: ['a bloom filter: slower'] },
    ...{ decisions: [{ decision: 'no cache', reason: 'memory' }], openEnds: [`case ${turns + 1}`] },
    filesTouched: [],
  });
}
