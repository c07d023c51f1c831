/** A stage that takes nothing more in once nobody waits for it: what is unpacked and hashed stops there. */
import type { StagedContents } from '../../states/staged-contents.ts';

/** What is aborted is rejected with the signal's reason. */
export function stoppedBy(signal: AbortSignal | undefined, staged: StagedContents): StagedContents {
  if (signal === undefined) return staged;
  async function* whileWanted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      yield chunk;
    }
  }
  return {
    ...staged,
    add: (chunks) => staged.add(whileWanted(chunks)),
    async keep() {
      signal.throwIfAborted();
      await staged.keep();
    },
  };
}
