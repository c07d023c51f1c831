/** What people and the model may do to a thread, as random sequences. */
import fc from 'fast-check';

export type UserCommand =
  | { readonly by: 'user'; readonly type: 'set'; readonly replace: boolean; readonly turns: number }
  | {
      readonly by: 'user';
      readonly type:
        | 'edit'
        | 'pause'
        | 'resume'
        | 'clear'
        | 'interrupt'
        | 'wake'
        | 'answer'
        | 'stands'
        | 'archive';
    }
  | { readonly by: 'user'; readonly type: 'raise'; readonly andResume: boolean }
  | { readonly by: 'user'; readonly type: 'lower' }
  | { readonly by: 'user'; readonly type: 'message'; readonly delivery: 'queue' | 'steer' | 'interrupt' }
  | { readonly by: 'user'; readonly type: 'mode'; readonly mode: 'default' | 'plan' };

/** What the model answers to a call that is open; without one, nothing happens. */
export type ModelCommand = {
  readonly by: 'model';
  readonly type:
    | 'say'
    | 'work'
    | 'finish'
    | 'complete'
    | 'contest'
    | 'ask'
    | 'wait'
    | 'blockedA'
    | 'blockedB';
};

export type RandomCommand = UserCommand | ModelCommand;

const user = <T extends UserCommand['type']>(type: T) => fc.constant({ by: 'user' as const, type });
const model = (type: ModelCommand['type']) => fc.constant<ModelCommand>({ by: 'model', type });

const command: fc.Arbitrary<RandomCommand> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      by: fc.constant('user' as const),
      type: fc.constant('set' as const),
      replace: fc.boolean(),
      turns: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 2, arbitrary: user('edit') },
  { weight: 3, arbitrary: user('pause') },
  { weight: 4, arbitrary: user('resume') },
  { weight: 1, arbitrary: user('clear') },
  { weight: 2, arbitrary: user('interrupt') },
  { weight: 2, arbitrary: user('wake') },
  { weight: 2, arbitrary: user('answer') },
  { weight: 2, arbitrary: user('stands') },
  { weight: 1, arbitrary: user('archive') },
  { weight: 1, arbitrary: user('lower') },
  {
    weight: 2,
    arbitrary: fc.record({
      by: fc.constant('user' as const),
      type: fc.constant('raise' as const),
      andResume: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      by: fc.constant('user' as const),
      type: fc.constant('message' as const),
      delivery: fc.constantFrom('queue' as const, 'steer' as const, 'interrupt' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      by: fc.constant('user' as const),
      type: fc.constant('mode' as const),
      mode: fc.constantFrom('default' as const, 'plan' as const),
    }),
  },
  { weight: 7, arbitrary: model('work') },
  { weight: 6, arbitrary: model('say') },
  { weight: 2, arbitrary: model('finish') },
  { weight: 5, arbitrary: model('complete') },
  { weight: 2, arbitrary: model('ask') },
  { weight: 3, arbitrary: model('contest') },
  { weight: 2, arbitrary: model('wait') },
  { weight: 4, arbitrary: model('blockedA') },
  { weight: 1, arbitrary: model('blockedB') },
);

/** Each sequence begins with a goal: most of what can happen needs one. */
export const commandSequence = (maxLength: number): fc.Arbitrary<RandomCommand[]> =>
  fc
    .tuple(
      fc.integer({ min: 1, max: 5 }),
      fc.array(command, { minLength: maxLength / 3, maxLength: maxLength - 1 }),
    )
    .map(([turns, rest]) => [{ by: 'user', type: 'set', replace: false, turns }, ...rest]);
