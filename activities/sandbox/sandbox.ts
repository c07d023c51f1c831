/** Runs commands that a model or a contract wrote, out of reach of the host. */
import type { CommandEnd } from '../../journal/bodies/tool-result.ts';

export interface Sandbox {
  /** There is none: a command may change whatever its user may. */
  readonly isUnconfined?: true;
  /** Never throws and never rejects: whatever happens is in the result. */
  run(command: SandboxedCommand): Promise<CommandResult>;
}

export interface SandboxedCommand {
  /** Host directory that the command sees, writable, as its working directory `/workspace`. */
  readonly workspace: string;
  /** Program and arguments; nothing is interpreted by a shell of the host. */
  readonly argv: readonly string[];
  /** Absent: the command reads end of file. */
  readonly stdin?: string | Uint8Array;
  readonly timeoutMs: number;
  /** Kills the command. */
  readonly signal?: AbortSignal;
  /** How much output is kept, head and tail; 1 MiB by default. */
  readonly maxOutputBytes?: number;
  readonly readOnlyWorkspace?: boolean;
  /** Added to the fixed environment; nothing of the worker's own environment is passed on. */
  readonly env?: Readonly<Record<string, string>>;
  /** Keeps stderr out of `output` and `outputBytes`. */
  readonly separateStderr?: boolean;
  /**
   * Host directory that the command sees as its HOME, outside of the workspace; absent: an empty one that
   * goes away with it.
   */
  readonly home?: string;
  /**
   * Paths below the workspace (one character per byte) that are mounted read-only; each exists, links are
   * passed over. The folders that lead to them cannot be renamed. Reading through such a mount moves no
   * access time. Without a sandbox nothing is mounted.
   */
  readonly readOnlyEntries?: readonly string[];
  /**
   * Folders below the workspace (one character per byte) that stay where they are: each is mounted over
   * itself, writable, so that it cannot be renamed or removed. Without a sandbox nothing is mounted.
   */
  readonly heldFolders?: readonly string[];
  /**
   * Further host files and directories that the command sees, read-only: path inside → path on the host.
   * Without a sandbox, arguments that begin with the path inside are given with that on the host.
   */
  readonly readOnlyBinds?: Readonly<Record<string, string>>;
  /**
   * Gives the first process of the command a channel for figures that no other process can open
   * (`docs/checks.md`).
   */
  readonly wantsChannel?: boolean;
}

export interface CommandResult {
  /** The code is what a shell reports: 128 + n after signal n. `null` unless `endedBy` is `exit`. */
  readonly exitCode: number | null;
  readonly endedBy: CommandEnd;
  /** Why the command could not be started at all; only with `failedToStart`. */
  readonly reason?: string;
  readonly durationMs: number;
  /**
   * Stdout and stderr in the order written (stdout alone with `separateStderr`), within `maxOutputBytes`
   * bytes.
   */
  readonly output: string;
  /** The kept bytes behind `output`, unchanged: the whole output unless `truncated`. */
  readonly outputBytes: Uint8Array;
  /** It has at most 64 KiB; empty without `separateStderr`. */
  readonly stderr: string;
  /** How much the command wrote, kept or not. */
  readonly totalBytes: number;
  readonly truncated: boolean;
  /** The digest, in hex, is of the whole output. */
  readonly outputSha256: string;
  /**
   * What was written to the channel, only with `wantsChannel`. One that has more than `MAX_CHANNEL_BYTES` was
   * cut.
   */
  readonly channel?: string;
  /** Names of processes that were killed since they held more memory than one may; absent when none was. */
  readonly overMemory?: readonly string[];
  /**
   * Names of processes that were still alive when the command's own process had ended; absent when that is
   * not known.
   */
  readonly leftProcesses?: readonly string[];
}

export const DEFAULT_MAX_OUTPUT_BYTES = 1024 * 1024;
export const MAX_STDERR_BYTES = 64 * 1024;
export const MAX_CHANNEL_BYTES = 64 * 1024;
/**
 * A command that writes more than this is killed: it would never end. Much less than this is cut anyway, and
 * how a loud command ends is worth more than what it spares to read on.
 */
export const OUTPUT_CEILING_BYTES = 1024 * 1024 * 1024;
