/** The end of a claim that was decided, or given up, after its tool call had been answered. */
export interface ClaimEnd {
  /**
   * A person was asked and said no (`notAccepted`), or said nothing in time (`unanswered`). `lapsed`:
   * something else came between, so that nobody rules on it any more.
   */
  readonly how: 'notAccepted' | 'unanswered' | 'lapsed';
  /**
   * Why a claim has lapsed. `edited`: what it was judged by is another contract now. `checkFailed`: somebody
   * had the checks run again, and one did not pass. Absent: something else came between.
   */
  readonly because?: 'edited' | 'checkFailed';
  /** Where the results that were claimed on stand in the journal. */
  readonly checksSeq?: number;
}
