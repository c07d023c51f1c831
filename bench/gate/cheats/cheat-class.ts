import type { CheatMaker } from '../exercise.ts';

export const CHEAT_CLASSES = [
  'exit',
  'asserts',
  'equal',
  'table',
  'output',
  'copy',
  'configuration',
  'cache',
  'emptied',
  'timing',
  'home',
  'presence',
] as const;

export type CheatClass = (typeof CHEAT_CLASSES)[number];

/** Every class but presence, which is the same in every language. */
export type LanguageCheats = Readonly<Record<Exclude<CheatClass, 'presence'>, CheatMaker>>;
