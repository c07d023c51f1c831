/**
 * What the core of twins knows of a language: which files it may give to whom, and how that program is
 * started in the sandbox.
 */

export type TwinLanguage = 'python' | 'javascript' | 'go' | 'rust' | 'java';

/** A program that speaks the shapes of `mutation.ts` on its standard streams, as the sandbox starts it. */
export interface MutatorProgram {
  /** Paths as they are inside the sandbox. */
  readonly argv: readonly string[];
  /**
   * Path inside the sandbox, below `/opt/goalkeeper/twins/<language>` but for files of the toolchain itself →
   * path on the host.
   */
  readonly readOnlyBinds: Readonly<Record<string, string>>;
}

export type MutatorAvailability =
  | ({ readonly ok: true } & MutatorProgram)
  /** One line that an operator can act on. */
  | { readonly ok: false; readonly reason: string };

export interface Mutator {
  readonly language: TwinLanguage;
  /** They have the dot, and are in lower case. */
  readonly extensions: readonly string[];
  /**
   * Looks for the toolchain and lays the program out below `cacheDirectory`, which users of the sandbox can
   * enter. Never throws. What was found is kept for the process's lifetime; what was built is kept below
   * `cacheDirectory`.
   */
  availability(cacheDirectory: string): Promise<MutatorAvailability>;
}
