/** What a patch says of files, in whichever format it was written. Shapes only. */

export interface HunkLine {
  readonly kind: 'keep' | 'remove' | 'add';
  readonly text: string;
  /** "\\ No newline at end of file" follows it. */
  readonly isUnended?: true;
}

export interface Hunk {
  /** Lines to find one after the other before the hunk itself. */
  readonly anchors: readonly string[];
  readonly lines: readonly HunkLine[];
  readonly atEndOfFile: boolean;
  /** Where a unified diff says that it stands, 1-based; of several places the nearest is meant. */
  readonly line?: number;
}

export type FileChange =
  | { readonly kind: 'add'; readonly path: string; readonly content: string; readonly mode?: '755' }
  /** `hunks`: what a unified diff says of the lines that go; the file has to hold them and no others. */
  | { readonly kind: 'delete'; readonly path: string; readonly hunks?: readonly Hunk[] }
  | {
      readonly kind: 'update';
      readonly path: string;
      readonly moveTo?: string;
      readonly hunks: readonly Hunk[];
    };
