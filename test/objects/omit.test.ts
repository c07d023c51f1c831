import { expect, test } from '@jest/globals';
import { omit } from '../../objects/omit.ts';

test('omit: names of members → a copy without them, in the same order', () => {
  const goal = { id: '1', title: 'a', budget: 3, policy: 'x' };
  expect(JSON.stringify(omit(goal, 'title', 'policy'))).toBe('{"id":"1","budget":3}');
  expect(goal).toHaveProperty('title');
});

test('omit: a member that is optional and absent → nothing', () => {
  const goal: { readonly id: string; readonly title?: string } = { id: '1' };
  expect(omit(goal, 'title')).toStrictEqual({ id: '1' });
});

test('omit: a name that the type does not have → is refused by the compiler', () => {
  // @ts-expect-error: no such member.
  expect(omit({ id: '1' }, 'name')).toEqual({ id: '1' });
});
