/**
 * A reader of server-sent events whose connection breaks again and again, at any byte, and who comes again
 * with the id of the last event that it has seen whole, as browsers do.
 */
import { type ClientRequest, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface SeenMessage {
  readonly id: string;
  readonly data: string;
}

/** Where a connection breaks: behind so many bytes of the body, or after so long, whichever comes first. */
export interface Cut {
  readonly bytes: number;
  readonly timeMs: number;
}

export interface CutReaderOptions {
  readonly url: string;
  /** One for each connection; the last one is used again. */
  readonly cuts: readonly Cut[];
  /** Comes again without saying what it has seen. */
  readonly isForgetful?: boolean;
}

export interface CutReader {
  /** Messages with an id, in the order in which they came. */
  readonly seen: readonly SeenMessage[];
  /** How often the connection was cut while the answer was open. */
  cutCount(): number;
  /** How often that was in the middle of an event, or of the greeting. */
  tornCount(): number;
  untilSeen(id: string): Promise<void>;
  /** Rejects with what went wrong on the way. */
  stop(): Promise<void>;
}

const POLL_INTERVAL_MS = 20;

export function startCutReader({ url, cuts, isForgetful = false }: CutReaderOptions): CutReader {
  const seen: SeenMessage[] = [];
  let cutCount = 0;
  let tornCount = 0;
  let isStopped = false;
  const lastId = (): string | undefined => (isForgetful ? undefined : seen.at(-1)?.id);

  async function read(): Promise<void> {
    for (let number = 0; !isStopped; number += 1) {
      const cut = cuts[Math.min(number, cuts.length - 1)] ?? { bytes: 1, timeMs: 1 };
      const body = await readUntil(url, lastId(), cut);
      seen.push(...messagesIn(body));
      cutCount += 1;
      if (body.length > 0 && !body.toString().endsWith('\n\n')) tornCount += 1;
    }
  }
  const reading = read();
  reading.catch(() => undefined);
  return {
    seen,
    cutCount: () => cutCount,
    tornCount: () => tornCount,
    async untilSeen(id) {
      const found = async (): Promise<void> => {
        while (!isStopped && seen.at(-1)?.id !== id) await sleep(POLL_INTERVAL_MS);
      };
      await Promise.race([found(), reading]);
    },
    async stop() {
      isStopped = true;
      await reading;
    },
  };
}

/** All bytes of the body that came before the cut. Rejects when the server ends the answer, or refuses it. */
function readUntil(url: string, lastId: string | undefined, { bytes, timeMs }: Cut): Promise<Buffer> {
  return new Promise((done, fail) => {
    const chunks: Buffer[] = [];
    let room = bytes;
    const cut = (request: ClientRequest): void => {
      request.destroy();
      done(Buffer.concat(chunks));
    };
    const headers = { accept: 'text/event-stream', ...(lastId && { 'last-event-id': lastId }) };
    const request = get(url, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) fail(new Error(`the stream is refused: ${response.statusCode}`));
      setTimeout(() => cut(request), timeMs);
      response.on('data', (chunk: Buffer) => {
        if (room <= 0) return;
        chunks.push(chunk.subarray(0, room));
        room -= chunk.length;
        if (room <= 0) cut(request);
      });
      response.on('end', () => fail(new Error('the server has ended the stream')));
    });
    // Nobody listens any more after the cut.
    request.on('error', fail);
  });
}

/** What is not whole is no message (WHATWG HTML, 9.2.6). */
function messagesIn(body: Buffer): SeenMessage[] {
  const blocks = body.toString().split('\n\n').slice(0, -1);
  return blocks.flatMap((block) => {
    const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
    const [id, data] = [fields.get('id'), fields.get('data')];
    return id === undefined || data === undefined ? [] : [{ id, data }];
  });
}
