import { expect, test } from '@jest/globals';
import { defined } from '../../objects/defined.ts';

interface Named {
  readonly id: string;
  readonly title?: string;
}

test('defined: members without a value → are left out, so that spreading them replaces nothing', () => {
  const title: string | undefined = undefined;
  expect(Object.keys(defined({ id: '1', title }))).toEqual(['id']);
  expect({ title: 'kept', ...defined({ title }) }).toEqual({ title: 'kept' });
});

test('defined: null, false, 0 and an empty text → are values', () => {
  expect(defined({ a: null, b: false, c: 0, d: '' })).toStrictEqual({ a: null, b: false, c: 0, d: '' });
});

test('defined: members with a value → the same bytes of JSON as the ternaries gave, in the same order', () => {
  const [first, second, third]: (number | undefined)[] = [2, undefined, 1];
  const ternaries = {
    id: 'x',
    ...(first === undefined ? {} : { first }),
    ...(second === undefined ? {} : { second }),
    ...(third === undefined ? {} : { third }),
  };
  const written = { id: 'x', ...defined({ first, second, third }) };
  expect(JSON.stringify(written)).toBe(JSON.stringify(ternaries));
});

test('defined: a type with exact optional members → takes it, and refuses what lacks a member that it needs', () => {
  const titleOf = (title: string | undefined): Named => ({ id: '1', ...defined({ title }) });
  expect(titleOf(undefined)).toStrictEqual({ id: '1' });
  const idOf = (id: string | undefined): Named =>
    // @ts-expect-error: the id may be absent.
    defined({ id });
  expect(idOf('1')).toStrictEqual({ id: '1' });
});
