/** What keeps the conformance list from being true: one line each, none when all is well. Pure. */
import type { Section } from './item.ts';
import type { Titles } from './titles.ts';

export const ITEM_COUNT = 134;

export function problems(sections: readonly Section[], { marked, strays }: Titles): string[] {
  const items = sections.flatMap((section) => section.items);
  const shown = new Set(marked.flatMap(({ numbers }) => numbers));
  const known = new Set(items.map(({ number }) => number));
  return [
    ...numbersUpTo(ITEM_COUNT)
      .filter((number) => items.filter((item) => item.number === number).length !== 1)
      .map((number) => `C${number}: not exactly once in the table`),
    ...marked.flatMap(({ file, title, numbers }) =>
      numbers
        .filter((number) => !known.has(number))
        .map((number) => `C${number}: named by "${title}" in ${file}, but no item`),
    ),
    ...strays.map((stray) => `mark of no test: ${stray}`),
    ...items.flatMap(({ number, tag, reason }) => {
      const hasTest = shown.has(number);
      if (hasTest && reason !== undefined) return [`C${number}: has a test, so its reason is out of date`];
      if (!hasTest && tag === 'X') return [`C${number}: has to be shown by a test`];
      return hasTest || reason !== undefined ? [] : [`C${number}: neither a test nor a reason`];
    }),
  ];
}

const numbersUpTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
