/** Why a message is not queued any more, or never was, in a sentence. Pure. */
import type { Input } from '../../journal/rows/input.ts';

export function takenWhy({ seq, isRefused, isWithdrawn, answers }: Input): string {
  if (answers !== undefined) return 'It answers a question, and counted at once.';
  if (seq !== null) return `A turn has read it: it stands in the record at ${seq}. Send another one.`;
  if (isWithdrawn) return 'It was taken back before. Send another one.';
  if (isRefused) return 'The thread refused it when it came, so that no turn reads it. Send another one.';
  return 'A turn reads it now. Send another one.';
}
