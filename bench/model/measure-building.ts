/** How long a request takes to be built, from the start of its Activity to the moment when it is sent. */
import type { NewItem } from '../../journal/journal.ts';
import { median } from '../turns/figures.ts';
import { createInstantModel } from './instant-model.ts';
import { type BenchParts, ENDLESS, openBenchParts } from './open-parts.ts';
import { createPlayedThread } from './play-thread.ts';
import { BENCH_CONTRACT } from './work-script.ts';

export interface BuildingFigures {
  readonly items: number;
  /** Median of a worker that knows the thread. */
  readonly ms: number;
  /** The first request of a worker that does not: it reads the whole record, once. */
  readonly coldMs: number;
}

const OUTPUT_BYTES = 256;
const TURNS = 30;
const ITEMS_AT_ONCE = 500;

/** A thread of its own for each count of items; threads of one worker, whose caches all of them share. */
export async function measureBuilding(counts: readonly number[]): Promise<BuildingFigures[]> {
  let startedAtMs = 0;
  let builtMs: number[] = [];
  const model = createInstantModel(() => builtMs.push(performance.now() - startedAtMs));
  const beforeModelCall = () => {
    startedAtMs = performance.now();
  };
  const parts = await openBenchParts(model, OUTPUT_BYTES, ENDLESS);
  try {
    // Code that runs for the first time is slow whatever it is given.
    await playOn(parts, 'thr_warm', 10, beforeModelCall);
    const figures: BuildingFigures[] = [];
    for (const items of counts) {
      builtMs = [];
      await playOn(parts, `thr_${items}`, items, beforeModelCall);
      const [coldMs = Number.NaN, ...warmMs] = builtMs;
      figures.push({ items, ms: rounded(median(warmMs)), coldMs: rounded(coldMs) });
    }
    return figures;
  } finally {
    await parts.close();
  }
}

async function playOn(
  parts: BenchParts,
  threadId: string,
  items: number,
  beforeModelCall: () => void,
): Promise<void> {
  for (let first = 1; first <= items; first += ITEMS_AT_ONCE)
    await parts.journal.append(threadId, {
      items: pastItems(first, Math.min(items, first + ITEMS_AT_ONCE - 1)),
    });
  const thread = await createPlayedThread(parts, {
    ...{ threadId, tenantId: 'bench', contract: BENCH_CONTRACT, afterSeq: items, beforeModelCall },
  });
  for (let turn = 1; turn <= TURNS; turn += 1) await thread.playTurn();
}

/** Replies with a command, and their results, in turn. */
const pastItems = (first: number, last: number): NewItem[] =>
  Array.from({ length: last - first + 1 }, (_, index) => pastItem(first + index));

function pastItem(seq: number): NewItem {
  const isReply = seq % 2 === 1;
  const call = {
    type: 'function_call',
    call_id: `past_${seq}`,
    name: 'shell',
    arguments: '{"command":"make"}',
  };
  const body = isReply
    ? { responseId: `past_${seq}`, output: [call], usage: {} }
    : { name: 'shell', ok: true, output: `exit code 0 ${'.'.repeat(OUTPUT_BYTES)}` };
  return {
    seq,
    turn: 0,
    kind: isReply ? 'modelReply' : 'toolResult',
    callId: isReply ? `model-${seq}` : `${seq - 1}-0`,
    body: JSON.stringify(body),
  };
}

const rounded = (ms: number): number => Number(ms.toFixed(2));
