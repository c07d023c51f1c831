/** The newest of a list that may be too long to show; `total` counts all. */
export interface Listed<T> {
  readonly total: number;
  readonly shown: readonly T[];
}
