/** Programs that an operator has installed beside the system's own, as commands get them. */
export interface Toolchain {
  /** E.g. `nvm`; for operators to read. */
  readonly name: string;
  /** Directories for the PATH. */
  readonly directories: readonly string[];
  /** What has to be visible for them to run; what is below `/usr` is visible anyway. */
  readonly roots: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whoever installed it meant it to be found before the system's own. */
  readonly goesFirst: boolean;
}

/** What is asked of the file system; a test answers it from memory. */
export interface HostFiles {
  /** Whether the commands' user can read what is there. */
  isReachable(path: string): boolean;
  /** Names in a directory; none when it cannot be read. */
  names(directory: string): readonly string[];
  /** A small file's text; empty when it cannot be read. */
  text(path: string): string;
}

/** The newest of names such as `v20.11.1` or `go1.22.3`. */
export const newest = (names: readonly string[]): string | undefined =>
  names.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))[0];
