/** The sources of the project, by path from its root. */
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { BESIDE, ROOMS } from './rooms.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

/** What goals and cheats work in, and programs to practise on, are no code of ours. */
const FOREIGN =
  /^(examples\/[^/]+\/(workspace|patches)|bench\/gate\/exercises|test\/gate\/(projects|workspace))\//;

export const SOURCE_FILES: readonly string[] = globSync(
  `{${[...Object.keys(ROOMS), ...Object.keys(BESIDE)].join(',')}}/**/*.ts`,
  { cwd: ROOT },
)
  .filter((file) => !FOREIGN.test(file))
  .sort();
