/**
 * A batch of files for a store, and what became of each: a file that cannot be read does not stop the others.
 */
import type { StorePlaces } from './content-path.ts';
import { type StoredContent, storeFile } from './store-file.ts';

export interface StoreRequest {
  /** This is the path on the host, one character per byte. */
  readonly hostPath: string;
  readonly isLikelyKept: boolean;
}

/** The system's code of the error where a file could not be stored. */
export type StoreAnswer = StoredContent | { readonly failed: string };

export const storeEach = (places: StorePlaces, batch: readonly StoreRequest[]): StoreAnswer[] =>
  batch.map(({ hostPath, isLikelyKept }) => {
    try {
      return storeFile(places, Buffer.from(hostPath, 'latin1'), isLikelyKept);
    } catch (error) {
      return { failed: codeOf(error) };
    }
  });

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
