/** Data that tests find under another name, while its own name leads to what stood there before. Shape. */
import type { TestFile } from '../../find-twins.ts';

export interface Renaming {
  /** The tests, with the other name in them. */
  readonly texts: readonly TestFile[];
  /** Where they look for it; absent: where it always was. */
  readonly pathOf: (path: string) => string | undefined;
}
