/** Hands a text to a thread: into the journal first, then the workflow hears of it by its id. */
import type { Input, NewInput } from '../../journal/rows/input.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { refusal } from '../goals/refusal.ts';
import { answered } from '../temporal/answered.ts';
import type { ThreadUpdate } from '../temporal/threads.ts';

/** Resolves with the message as the journal has it; throws a 409 when the thread refused it. */
export async function postInput(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  input: Omit<NewInput, 'threadId'>,
  update: ThreadUpdate,
): Promise<Input> {
  const { journal, threads } = dependencies;
  const { threadId } = thread;
  const { inputId } = input;
  await journal.saveInput({ ...input, threadId });
  const sent = await answered(threads, thread, update);
  if (sent.state === 'refused') {
    await journal.refuseInput(threadId, inputId);
    throw await refusal(dependencies, thread, sent.reason, { inputId });
  }
  const saved = await journal.readInput(threadId, inputId);
  if (saved === undefined) throw new Error(`message ${inputId} was deleted while it was posted`);
  return saved;
}
