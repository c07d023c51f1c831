/**
 * Rust: the assertions of the standard library. The program runs on Node, because Rust ships no parser for
 * programs to call.
 */
import type { Mutator } from '../mutator.ts';
import { nodeProgram } from '../node-program.ts';

export const rustMutator: Mutator = {
  language: 'rust',
  extensions: ['.rs'],
  availability: (cacheDirectory) => nodeProgram('rust', cacheDirectory),
};
