/** The figures for people. Pure. */
import type { ModelFigures } from './model-figures.ts';

export function modelTable(figures: ModelFigures): string {
  const { prefixShare, requestBytes, cost, building, memory } = figures;
  const turns = Object.entries(requestBytes).map(([turn, bytes]) => {
    const { usd = 0, uncachedUsd = 0 } = cost.perTurn[Number(turn)] ?? {};
    return `turn ${turn}: ${bytes} bytes, $${usd.toFixed(5)} (without a cache $${uncachedUsd.toFixed(5)})`;
  });
  const { input, cachedInput, output } = cost.price;
  return [
    `Each turn: model call, command with ${figures.outputBytes} bytes of output, model call. $ ${input} / ${cachedInput} / ${output} per million tokens.`,
    '',
    'unchanged beginning of requests, closing block aside',
    `  whole run ${percent(prefixShare.wholeRun)}, first 200 turns ${percent(prefixShare.first200Turns)}, least from turn 100 on ${percent(prefixShare.leastFromTurn100)}`,
    `  of each request comes again in the next: ${percent(prefixShare.leastKept)}`,
    'requests',
    ...turns.map((line) => `  ${line}`),
    `  whole run $${cost.usd.toFixed(4)}, without a cache $${cost.uncachedUsd.toFixed(4)}; ${figures.uncachedTokensPerTurn} uncached tokens a turn`,
    `tokens of the last request: ${Object.entries(figures.tokensByPart)
      .map(([part, tokens]) => `${part} ${tokens}`)
      .join(', ')}`,
    'time to build a request (first request of a new worker)',
    ...building.map(({ items, ms, coldMs }) => `  ${items} items: ${ms} ms (${coldMs} ms)`),
    `compaction over ${figures.compactions.turns} turns with 50 KB of output each, in a window of ${figures.compactions.windowTokens} tokens`,
    `  ${figures.compactions.compactions} times, ${figures.compactions.summaries} of them with a summary; the largest request had ${figures.compactions.largestRequestBytes} bytes`,
    'memory of the worker in that run',
    ...memory.map(
      (look) =>
        `  turn ${look.turns}: heap ${look.heapMb} MB, of it transcript ${look.transcriptMb} MB, the rest ${look.besideTranscriptMb} MB; ${look.rowsReadPerTurn} rows read a turn`,
    ),
  ].join('\n');
}

const percent = (share: number | null): string => (share === null ? '-' : `${(share * 100).toFixed(2)} %`);
