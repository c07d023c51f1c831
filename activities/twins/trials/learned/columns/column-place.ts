/** One value in a file of the tests' data. Shapes. */

export interface ColumnPlace {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** What stands there, as it is written. */
  readonly text: string;
  readonly isQuoted: boolean;
  /** Values of one column are the same thing of different rows. */
  readonly column: string;
  /** Which case it belongs to. */
  readonly row: string;
}
