/** Which goal, in which revision, an Activity works for. */
export interface GoalRef {
  readonly goalId: string;
  readonly revision: number;
}

export const goalRefOf = ({ goalId, revision }: GoalRef): GoalRef => ({ goalId, revision });
