import { expect, test } from '@jest/globals';
import { modelTable } from '../../../bench/model/table.ts';

test('modelTable: → every figure by name, dashes for what was not measured', () => {
  const text = modelTable({
    bench: 'model',
    outputBytes: 1_024,
    prefixShare: { wholeRun: 0.991, first200Turns: 0.985, leastFromTurn100: null, leastKept: 1 },
    requestBytes: { 10: 26_000 },
    tokensByPart: {
      ...{ instructions: 900, tools: 1_800, userMessages: 30, modelMessages: 40 },
      ...{ reasoning: 0, toolCalls: 50, toolOutputs: 700, summary: 0, closing: 200 },
    },
    uncachedTokensPerTurn: 640,
    cost: {
      price: { input: 1.25, cachedInput: 0.125, output: 10 },
      ...{ usd: 0.5, uncachedUsd: 4 },
      perTurn: { 10: { usd: 0.001, uncachedUsd: 0.008 } },
    },
    building: [{ items: 10, ms: 2.5, coldMs: 9 }],
    compactions: {
      ...{ windowTokens: 128_000, turns: 2_000, compactions: 61, summaries: 4, largestRequestBytes: 446_000 },
    },
    memory: [{ turns: 500, heapMb: 60, transcriptMb: 8, besideTranscriptMb: 52, rowsReadPerTurn: 0 }],
  });
  for (const words of [
    'whole run 99.10 %, first 200 turns 98.50 %, least from turn 100 on -',
    'turn 10: 26000 bytes, $0.00100 (without a cache $0.00800)',
    'whole run $0.5000, without a cache $4.0000; 640 uncached tokens a turn',
    'toolOutputs 700',
    '10 items: 2.5 ms (9 ms)',
    '61 times, 4 of them with a summary; the largest request had 446000 bytes',
    'turn 500: heap 60 MB, of it transcript 8 MB, the rest 52 MB; 0 rows read a turn',
  ])
    expect(text).toContain(words);
});
