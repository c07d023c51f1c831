/**
 * `fetch` with a byte cap on the reply's body: a provider (or a proxy in between) must not fill the worker's
 * memory.
 */

export class ReplyTooLarge extends Error {
  override readonly name = 'ReplyTooLarge';
  constructor(maxBytes: number) {
    super(`the reply is larger than ${maxBytes} bytes`);
  }
}

/** The body errors with `ReplyTooLarge` at the first byte over the cap; nothing of the rest is read. */
export function createBoundedFetch(maxBytes: number, base: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const response = await base(input, init);
    if (response.body === null) return response;
    let bytes = 0;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > maxBytes) controller.error(new ReplyTooLarge(maxBytes));
        else controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
  };
}
