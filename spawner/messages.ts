/** What a process and its spawner tell each other. */

/** The slot of a program's standard output. */
export const STDOUT = 1;

/** What stands at one descriptor of a program. */
export type Slot =
  | 'ignore'
  /** A socket; what the program writes there is told. */
  | 'told'
  /** A descriptor of the asking process, opened anew. */
  | { readonly descriptor: number; readonly access: 'read' | 'write' };

export interface ProgramRequest {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** It leads a session and a process group of its own. */
  readonly detached?: true;
  /** Identity to take on; only root may name one. */
  readonly uid?: number;
  readonly gid?: number;
  /** All of its input; absent: none. */
  readonly stdin?: Uint8Array;
  /** The first is stdout (1); an absent one is `ignore`. */
  readonly slots: readonly (Slot | undefined)[];
}

export interface StartMessage extends ProgramRequest {
  readonly id: number;
}

/** How a program ended; `exitCode` is `null` where a signal ended it. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

export type SpawnerMessage = { readonly id: number } & (
  | { readonly kind: 'started'; readonly pid: number }
  /** It has not begun: `code` is the system's (`ENOENT`), where it is known. */
  | { readonly kind: 'refused'; readonly message: string; readonly code?: string }
  /** `slot` is the descriptor's number in the program. */
  | { readonly kind: 'output'; readonly slot: number; readonly chunk: Uint8Array }
  /** The last message of a program: all of its output was told. */
  | ({ readonly kind: 'ended' } & ProgramEnd)
);
