/** Where in a store things are, by their SHA-256: folders by its first two digits keep each of them small. */
import { join } from 'node:path';

export interface StorePlaces {
  readonly contents: string;
  readonly manifests: string;
  /** Holds what is being written: it appears whole under its name or not at all. */
  readonly drafts: string;
}

export const placesIn = (directory: string): StorePlaces => ({
  contents: join(directory, 'contents'),
  manifests: join(directory, 'manifests'),
  drafts: join(directory, 'drafts'),
});

const SHA256 = /^[0-9a-f]{64}$/;

/** Throws on what is no SHA-256 in hex: it must not name another file. */
export function pathBySha256(folder: string, sha256: string): string {
  if (!SHA256.test(sha256)) throw new Error(`"${sha256.slice(0, 80)}" is no SHA-256`);
  return join(folder, sha256.slice(0, 2), sha256.slice(2));
}
