import type { SystemPart } from './part.ts';

/** One way that was tried, and why it did not lead to the part. */
export interface TriedWay {
  readonly way: string;
  readonly reason: string;
}

/** Every way to a system part failed. The message names each with its reason, and what to do. */
export class PartNotFoundError extends Error {
  override readonly name = 'PartNotFoundError';
  readonly tried: readonly TriedWay[];

  constructor(part: Pick<SystemPart, 'title' | 'fix'>, tried: readonly TriedWay[]) {
    const ways = tried.map(({ way, reason }) => `  - ${way}: ${reason}`).join('\n');
    super(
      `Goalkeeper needs ${part.title} and could not find or fetch it. Tried, in this order:\n${ways}\n` +
        `To fix it, run:\n  ${part.fix.replaceAll('\n', '\n  ')}`,
    );
    this.tried = tried;
  }
}
