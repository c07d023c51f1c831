import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ProblemError } from '../../../../server/http/problem.ts';
import { pageOf } from '../../../../server/http/query/page-of.ts';

const idOf = (entry: { readonly id: string }): string => entry.id;
const listOf = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `e${index}` }));

test('pageOf: no page is asked for → all of it, without a cursor', () => {
  expect(pageOf(listOf(3), idOf, {})).toEqual({ shown: listOf(3), next: {} });
});

test('pageOf: page by page, while the list grows at its end or its beginning → what was there, each once, in order', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.integer({ min: 1, max: 6 }), fc.boolean(), (count, limit, growsInFront) => {
      const first = listOf(count);
      let list = first;
      const seen: { id: string }[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = pageOf(list, idOf, { limit, ...(cursor === undefined ? {} : { cursor }) });
        expect(page.shown.length).toBeLessThanOrEqual(limit);
        seen.push(...page.shown);
        if (page.next.nextCursor == null) break;
        cursor = page.next.nextCursor;
        const added = { id: `new${list.length}` };
        if (list.length < count + 3) list = growsInFront ? [added, ...list] : [...list, added];
      }
      expect(seen.filter(({ id }) => id.startsWith('e'))).toEqual(first);
      expect(new Set(seen.map(idOf)).size).toBe(seen.length);
    }),
  );
});

test('pageOf: a cursor that is none of the list → 400', () => {
  expect(() => pageOf(listOf(3), idOf, { cursor: 'x' })).toThrow(ProblemError);
});
