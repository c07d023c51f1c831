/** A call as a model wrote it into its text. Shapes only. */
export interface WrittenCall {
  readonly name: string;
  /** JSON text of an object. */
  readonly arguments: string;
}

/** The calls that a form holds, and where the form ends. */
export interface PlacedCalls {
  readonly calls: readonly WrittenCall[];
  readonly end: number;
}

/** The call that a form holds, and where in the text the form ends. */
export interface PlacedCall {
  readonly call: WrittenCall;
  readonly end: number;
}
