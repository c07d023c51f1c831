import type { Contest } from './goal.ts';

/** The model is told this much of it. */
export type ContestView = Pick<Contest, 'check' | 'turn' | 'ruling'>;
