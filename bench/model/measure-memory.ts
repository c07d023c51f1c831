/** How much memory a worker holds over a night of turns whose commands print 50 KB each. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createInstantModel } from './instant-model.ts';
import { openBenchParts } from './open-parts.ts';
import { createPlayedThread } from './play-thread.ts';
import { BENCH_CONTRACT } from './work-script.ts';

export interface MemoryFigures {
  readonly turns: number;
  /** It is measured after a full collection. */
  readonly heapMb: number;
  /** Text of the transcript, which the requests themselves hold. */
  readonly transcriptMb: number;
  /** The heap but for that text: what has to stay as it is. */
  readonly besideTranscriptMb: number;
  /** Rows of the record that were read since the look before, for each turn. */
  readonly rowsReadPerTurn: number;
}

export interface CompactionFigures {
  readonly windowTokens: number;
  readonly turns: number;
  readonly compactions: number;
  /** So many of them had a model call for a summary. */
  readonly summaries: number;
  /** It is the largest of the run. */
  readonly largestRequestBytes: number;
}

const OUTPUT_BYTES = 50 * 1024;
const RESERVE_SHARE = 1 / 8;
const LOOKS = 4;

/** Looks at a quarter, a half, three quarters and the end of the turns. */
export async function measureMemory(
  turns: number,
  windowTokens: number,
): Promise<{ readonly memory: MemoryFigures[]; readonly compactions: CompactionFigures }> {
  const collect = garbageCollector();
  const window = { windowTokens, reserveTokens: Math.round(windowTokens * RESERVE_SHARE) };
  let largestRequestBytes = 0;
  const model = createInstantModel(({ input, tools, instructions }) => {
    const bytes = [instructions, tools, input].reduce((sum, part) => sum + jsonBytes(part), 0);
    largestRequestBytes = Math.max(largestRequestBytes, bytes);
  });
  const parts = await openBenchParts(model, OUTPUT_BYTES, window);
  let rowsRead = 0;
  const { readItems } = parts.journal;
  parts.journal.readItems = async (...args) => {
    const items = await readItems(...args);
    rowsRead += items.length;
    return items;
  };
  try {
    const thread = await createPlayedThread(parts, {
      ...{ threadId: 'thr_night', tenantId: 'bench', contract: BENCH_CONTRACT },
    });
    const figures: MemoryFigures[] = [];
    for (let look = 1, turn = 0; look <= LOOKS; look += 1) {
      const until = Math.round((turns * look) / LOOKS);
      const since = turn;
      rowsRead = 0;
      for (; turn < until; turn += 1) await thread.playTurn();
      const transcript = await parts.transcripts.read(thread.threadId, thread.seq);
      collect();
      const heapMb = megabytes(process.memoryUsage().heapUsed);
      const transcriptMb = megabytes(transcript.bytes);
      figures.push({
        turns: until,
        heapMb,
        transcriptMb,
        besideTranscriptMb: Number((heapMb - transcriptMb).toFixed(1)),
        rowsReadPerTurn: Number((rowsRead / Math.max(1, until - since)).toFixed(2)),
      });
    }
    const { compactions } = thread;
    const summaries = compactions.filter(({ modelCalls }) => modelCalls > 0).length;
    return {
      memory: figures,
      compactions: { windowTokens, turns, compactions: compactions.length, summaries, largestRequestBytes },
    };
  } finally {
    await parts.close();
  }
}

/** Also of a process that was started without the flag for it. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose_gc');
  return runInNewContext('gc') as () => void;
}

const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const megabytes = (bytes: number): number => Number((bytes / 1024 / 1024).toFixed(1));
