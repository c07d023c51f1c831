/**
 * JavaScript and TypeScript: node:test, jest, vitest, mocha with chai, and files that call `assert` by
 * themselves.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Mutator } from '../mutator.ts';
import { nodeProgram } from '../node-program.ts';

const PARSER = '@babel/parser';
const PARSER_FILES = ['package.json', 'lib/index.js'];

export const javascriptMutator: Mutator = {
  language: 'javascript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'],
  availability(cacheDirectory) {
    const packageDirectory = dirname(createRequire(import.meta.url).resolve(`${PARSER}/package.json`));
    const files = PARSER_FILES.map((path) => [`${PARSER}/${path}`, join(packageDirectory, path)]);
    return nodeProgram('javascript', cacheDirectory, Object.fromEntries(files));
  },
};
