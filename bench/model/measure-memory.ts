/** How much memory a worker holds over a night of turns whose commands print 50 KB each. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createInstantModel } from './instant-model.ts';
import { openBenchParts } from './open-parts.ts';
import { createPlayedThread } from './play-thread.ts';
import { BENCH_CONTRACT } from './work-script.ts';

export interface MemoryFigures {
  readonly turns: number;
  /** After a full collection. */
  readonly heapMb: number;
  /** Text of the transcript, which the requests themselves hold. */
  readonly transcriptMb: number;
  /** The heap but for that text: what has to stay as it is. */
  readonly besideTranscriptMb: number;
  /** Rows of the record that were read since the look before, for each turn. */
  readonly rowsReadPerTurn: number;
}

const OUTPUT_BYTES = 50 * 1024;
const LOOKS = 4;

/** Looks at a quarter, a half, three quarters and the end of the turns. */
export async function measureMemory(turns: number): Promise<MemoryFigures[]> {
  const collect = garbageCollector();
  const parts = await openBenchParts(createInstantModel(), OUTPUT_BYTES);
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
    return figures;
  } finally {
    await parts.close();
  }
}

/** Also of a process that was started without the flag for it. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose_gc');
  return runInNewContext('gc') as () => void;
}

const megabytes = (bytes: number): number => Number((bytes / 1024 / 1024).toFixed(1));
