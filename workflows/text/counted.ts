/** A number of things for people: `1 turn`, `1,200 turns`. Pure. */
import { nounFor } from './count-of.ts';

export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${nounFor(count, noun)}`;
