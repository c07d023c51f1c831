/** Scripts of a shell that judge the work in a check, and files that they are made of. Pure. */
import { isShellScript } from '../../../languages.ts';
import type { Programs } from '../../ended/program.ts';
import { partsOfProgram } from '../../ended/program-parts.ts';
import type { TestFile } from '../../find-twins.ts';

/** Their functions and options are others. */
const OF_ANOTHER_SHELL = /^#!.*\b(?:[kz]|mk)sh\b/;

export function judgingScripts(programs: Programs): TestFile[] {
  const { files, command } = programs;
  const scripts = files.filter(isHeld);
  const parts = scripts.flatMap((script) => partsOfProgram(script, programs)).filter(isHeld);
  const all = [...scripts, ...parts, ...(command === undefined ? [] : [command])];
  return [...new Map(all.map(({ path, text }) => [path, { path, text }])).values()];
}

const isHeld = ({ path, text }: TestFile): boolean =>
  isShellScript(path, text) && !path.endsWith('.zsh') && !OF_ANOTHER_SHELL.test(text);
