/** What people call their threads and goals, and note of them: nothing that the service goes by. */

export interface Labels {
  readonly title?: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export const NO_LABELS: Labels = { metadata: {} };

/** `null` takes away; what is not named stays. */
export interface LabelPatch {
  readonly title?: string | null;
  readonly metadata?: Readonly<Record<string, string | null>> | null;
}

/** So many keys fit into the metadata of one thread or goal. */
export const MAX_METADATA_KEYS = 50;

/** The part of the journal that keeps labels. */
export interface LabelRows {
  /** `false`: the metadata would have too many keys, and nothing is changed. */
  labelThread(threadId: string, patch: LabelPatch): Promise<boolean>;
  /** All revisions of the goal have them. `false` as above. */
  labelGoal(threadId: string, goalId: string, patch: LabelPatch): Promise<boolean>;
  /** Goals without any are left out. */
  readGoalLabels(goalIds: readonly string[]): Promise<ReadonlyMap<string, Labels>>;
  /** Removes what was written for a goal that its thread has not taken; one that has begun stays. */
  forgetGoal(goalId: string): Promise<void>;
}
