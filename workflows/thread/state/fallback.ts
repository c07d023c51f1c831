/** The model that answers in place of the thread's own. */
export interface Fallback {
  /** It is one of the operator's list. */
  readonly model: string;
  /**
   * Why the models before it were passed over: there is none of that name, or it could not be reached for
   * long.
   */
  readonly reason: 'notFound' | 'unavailable';
}
