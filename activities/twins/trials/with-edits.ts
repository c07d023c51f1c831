/** Changes of a text, put into it together. Pure. */

export interface TextEdit {
  readonly at: number;
  /** The same as `at`: nothing is taken away. */
  readonly end: number;
  readonly text: string;
}

/** The last come first, so that places stay true; of those at one place, the one that takes away does. */
export const withEdits = (text: string, edits: readonly TextEdit[]): string =>
  edits
    .toSorted((one, other) => other.at - one.at || other.end - one.end)
    .reduce((rest, { at, end, text: put }) => `${rest.slice(0, at)}${put}${rest.slice(end)}`, text);
