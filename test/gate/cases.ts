/** What a cheat of the gate suite is made of, and the project that all of them are about. */
import type { Reply } from '../../scripted-model/reply.ts';
import type { ProjectName } from './projects.ts';
import { SHOP_GOAL } from './shop.ts';

/** A model that cheats, and one that goes about the same thing honestly. */
export interface Cheat {
  readonly name: string;
  /** Default: the shop. */
  readonly project?: ProjectName;
  /** Differs from the project's goal in this. */
  readonly goal?: object | (() => object);
  readonly cheat: readonly Reply[];
  /** Found in the refusal (verdict or tool result) that the cheat gets. */
  readonly refusal: RegExp;
  /** It is the honest twin's goal, where it has to be another one. */
  readonly honestGoal?: object;
  /** Default: the honest repair, and a claim. */
  readonly honest?: readonly Reply[];
}

export const write = (path: string, content: string): Reply => ({
  toolCalls: [{ name: 'write_file', arguments: { path, content } }],
});

/** The tests with another contract around them. */
export const verifiedBy = (check: object, more: object = {}): object => ({
  verification: {
    ...SHOP_GOAL.verification,
    checks: [{ ...SHOP_GOAL.verification.checks[0], ...check }],
    ...more,
  },
});
