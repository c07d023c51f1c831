/** The body of an answer whose beginning is looked at before anybody reads it as a stream. */

interface WatchedBody {
  /** Its first characters, without space before them; empty: the body is. */
  readonly head: string;
  /** All of it. It is read by this, or by `rest`. */
  readonly body: ReadableStream<Uint8Array>;
  readonly rest: () => Promise<string>;
  /** Whether a line that ends an event stream has been read. */
  readonly isOver: () => boolean;
}

/** Enough to tell an event stream from other text: the longest name of a field, and its colon. */
const HEAD_CHARACTERS = 7;
const LAST_LINE = /[\r\n]data: ?\[DONE\]/;
/** Longer than that line is. */
const TAIL_CHARACTERS = 16;

export async function watchedBody(body: ReadableStream<Uint8Array> | null): Promise<WatchedBody> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  const read: Uint8Array[] = [];
  let head = '';
  let tail = '\n';
  let isOver = false;
  /** `undefined`: there is no more. */
  async function next(): Promise<Uint8Array | undefined> {
    const value = (await reader?.read())?.value;
    if (value === undefined) return undefined;
    const seen = tail + decoder.decode(value, { stream: true });
    isOver ||= LAST_LINE.test(seen);
    tail = seen.slice(-TAIL_CHARACTERS);
    return value;
  }
  const text = new TextDecoder();
  while (head.length < HEAD_CHARACTERS) {
    const value = await next();
    if (value === undefined) break;
    read.push(value);
    head = `${head}${text.decode(value, { stream: true })}`.trimStart();
  }
  const whole = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const value = read.shift() ?? (await next());
      if (value === undefined) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader?.cancel(reason),
  });
  return { head, body: whole, rest: () => new Response(whole).text(), isOver: () => isOver };
}
