import type { Contest } from './goal.ts';

/** As the model is told of it. */
export type ContestView = Pick<Contest, 'check' | 'turn' | 'ruling'>;
