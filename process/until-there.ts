/** Waits for a part that the process needs, and says so: a start must not depend on who starts first. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Trouble, WrongSetup } from './trouble.ts';

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 5_000;
/** The line is repeated, so that it is near the end of any log. */
const REPEAT_MS = 60_000;

export interface Awaited<T> {
  /** E.g. `Temporal at 127.0.0.1:7233`. */
  readonly what: string;
  readonly attempt: () => Promise<T>;
  /** `undefined`: the error is of another kind, and thrown as it is. */
  readonly troubleOf: (error: unknown) => Trouble | undefined | Promise<Trouble | undefined>;
  readonly say: (line: string) => void;
}

/** Tries until it succeeds. Throws `WrongSetup` with the sentence of what time does not mend. */
export async function untilThere<T>({ what, attempt, troubleOf, say }: Awaited<T>): Promise<T> {
  let said: { readonly reason: string; readonly atMs: number } | undefined;
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(MAX_DELAY_MS, delayMs * 2)) {
    try {
      return await attempt();
    } catch (error) {
      const trouble = await troubleOf(error);
      if (trouble === undefined) throw error;
      if (trouble.kind === 'wrong') throw new WrongSetup(trouble.sentence, { cause: error });
      const { reason } = trouble;
      if (said?.reason !== reason || Date.now() - said.atMs > REPEAT_MS) {
        say(`Waiting for ${what}: ${reason}.`);
        said = { reason, atMs: Date.now() };
      }
      await delay(delayMs);
    }
  }
}
