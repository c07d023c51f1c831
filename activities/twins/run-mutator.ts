/** Runs a language's mutator in the sandbox, away from every workspace. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { defined } from '../../objects/defined.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { MutationReply, MutationRequest } from './mutation.ts';
import { readReply } from './mutation-reply.ts';
import type { Mutator, TwinLanguage } from './mutator.ts';
import { placeOnce } from './place-program.ts';

export type MutateResult =
  | { readonly ok: true; readonly reply: MutationReply }
  | { readonly ok: false; readonly reason: string };

/** Never rejects. */
export type Mutate = (
  language: TwinLanguage,
  request: MutationRequest,
  signal?: AbortSignal,
) => Promise<MutateResult>;

interface MutatorSettings {
  readonly sandbox: Sandbox;
  readonly mutators: readonly Mutator[];
  /** Users of the sandbox can enter it. */
  readonly cacheDirectory: string;
}

const TIMEOUT_MS = 60_000;
const MAX_REPLY_BYTES = 48 * 1024 * 1024;

/**
 * The working directory is empty and read-only: no file of a goal can be loaded instead of the program's own.
 */
export function createMutate({ sandbox, mutators, cacheDirectory }: MutatorSettings): Mutate {
  return async (language, request, signal) => {
    const refused = (reason: string): MutateResult => ({ ok: false, reason: `${language}: ${reason}` });
    const mutator = mutators.find((one) => one.language === language);
    if (mutator === undefined) return refused('its tests cannot be changed');
    const found = await mutator.availability(cacheDirectory);
    if (!found.ok) return refused(found.reason);
    const empty = join(cacheDirectory, 'twins', 'empty');
    try {
      await placeOnce(empty, async (temporary) => void (await mkdir(temporary, { recursive: true })));
    } catch (error) {
      return refused(error instanceof Error ? error.message : String(error));
    }
    const result = await sandbox.run({
      workspace: empty,
      readOnlyWorkspace: true,
      readOnlyBinds: found.readOnlyBinds,
      argv: found.argv,
      stdin: JSON.stringify(request),
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: MAX_REPLY_BYTES,
      separateStderr: true,
      ...defined({ signal }),
    });
    if (result.endedBy !== 'exit' || result.exitCode !== 0)
      return refused(
        `the program that changes tests ended by ${result.endedBy} ${result.exitCode ?? ''}: ${lastLine(result.stderr || (result.reason ?? ''))}`,
      );
    const reply = result.truncated
      ? undefined
      : readReply(
          result.output,
          request.files.map(({ path }) => path),
        );
    return reply === undefined
      ? refused('the program that changes tests gave no reply')
      : { ok: true, reply };
  };
}

const lastLine = (text: string): string => (text.trim().split('\n').at(-1) ?? '').slice(0, 200);
