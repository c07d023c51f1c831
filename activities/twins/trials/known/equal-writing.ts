/** What ways of writing a program with the same meaning share. Pure. */
import type { Edit } from '../../drawing/expectation.ts';
import type { Random } from '../../drawing/random.ts';

export interface EqualWriting {
  readonly random: Random;
  /** Whole numbers become sums, which is seen where a program shows its own lines. */
  readonly hasSums: boolean;
}

/** `6` → `(2 + 4)` */
export function computed(value: number, random: Random): string {
  const part = random.integer(0, value);
  return `(${value - part} + ${part})`;
}

/** None of the edits lies within another. */
export function insertAt(text: string, edits: readonly Edit[]): string {
  let result = '';
  let from = 0;
  for (const edit of [...edits].sort((one, other) => one.start - other.start)) {
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}
