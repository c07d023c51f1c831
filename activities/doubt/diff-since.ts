/**
 * What became of one path of a workspace since the accepted state, as a unified diff; made in the sandbox,
 * whoever wrote the file.
 */
import { defined } from '../../objects/defined.ts';
import type { StateEntry } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';
import { failureOf } from '../sandbox/command-outcome.ts';
import type { CommandResult, Sandbox } from '../sandbox/sandbox.ts';

const TIMEOUT_MS = 30_000;
const MAX_DIFF_BYTES = 32_768;

/**
 * The old content comes by stdin, so that the host need not touch the workspace. `diff` says 0 for no
 * difference and 1 for one; what stands there now may be anything, and only a regular file is compared.
 */
const SCRIPT = `
now="$1"
[ -e "$now" ] || now=/dev/null
[ -f "$now" ] || [ "$now" = /dev/null ] || { echo "is not a regular file now" >&2; exit 2; }
[ -L "$1" ] && { echo "is a link now" >&2; exit 2; }
exec diff -a -u --label "as it was accepted" --label now -- "$2" "$now"`;

export interface DiffRequest {
  readonly sandbox: Sandbox;
  readonly states: Pick<StateStore, 'contentOf'>;
  readonly workspace: string;
  /** The sandbox is to find it under this path. */
  readonly path: string;
  /** What was accepted there; `undefined`: nothing. */
  readonly accepted: StateEntry | undefined;
  readonly signal: AbortSignal;
}

export type DiffSince =
  | { readonly ok: true; readonly wasThere: boolean; readonly isSame: boolean; readonly text: string }
  /** `reason` is about the path, e.g. `is a link now`. */
  | { readonly ok: false; readonly reason: string };

/** The diff has at most 32 KiB; a cut is named. */
export async function diffSince(request: DiffRequest): Promise<DiffSince> {
  const { sandbox, states, workspace, path, accepted, signal } = request;
  if (accepted !== undefined && accepted.kind !== 'file')
    return { ok: false, reason: `was no regular file when it was accepted, but a ${accepted.kind}` };
  const content = accepted === undefined ? undefined : await states.contentOf(accepted.sha256);
  if (accepted !== undefined && content === undefined)
    return { ok: false, reason: `what was accepted there is not kept, only its SHA-256: ${accepted.sha256}` };
  const result = await sandbox.run({
    workspace,
    argv: ['/bin/sh', '-c', SCRIPT, 'sh', path, content === undefined ? '/dev/null' : '-'],
    ...defined({ stdin: content }),
    timeoutMs: TIMEOUT_MS,
    signal,
    maxOutputBytes: MAX_DIFF_BYTES,
    separateStderr: true,
    readOnlyWorkspace: true,
  });
  const isDiff = result.endedBy === 'exit' && (result.exitCode === 0 || result.exitCode === 1);
  if (!isDiff) return { ok: false, reason: failureOf(result, TIMEOUT_MS) ?? 'no answer' };
  return { ok: true, wasThere: content !== undefined, isSame: result.exitCode === 0, text: textOf(result) };
}

/** Whatever the files hold is compared as text: one NUL byte must not hide the rest of a change. */
const textOf = ({ outputBytes, truncated, totalBytes }: CommandResult): string =>
  `${visible(Buffer.from(outputBytes).toString('utf8'))}${truncated ? `\n(cut: the diff has ${totalBytes} bytes)` : ''}`;

/** Control characters but tabs and line ends, as `\x00`. */
const visible = (text: string): string =>
  text.replace(/(?![\t\n]|\r\n)\p{Cc}/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\x${code.toString(16).padStart(2, '0')}`;
  });
