/** A private copy of an example's workspace, and the ways to change it and to run its commands. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { ScriptedToolCall } from '../../scripted-model/reply.ts';

export interface CommandResult {
  readonly exitCode: number;
  readonly output: string;
}

export interface ExampleCopy {
  readonly path: string;
  run(command: string): Promise<CommandResult>;
  write(path: string, content: string): Promise<void>;
  read(path: string): Promise<string>;
  /** Applies a scripted `write_file` or `apply_patch`; throws when a hunk does not match exactly once. */
  apply(call: ScriptedToolCall): Promise<void>;
  remove(): Promise<void>;
}

interface Hunk {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** The hunks of a patch that only updates files; an empty line stands for an empty context line. */
function hunksOf(patch: string): Hunk[] {
  const hunks: { path: string; lines: string[] }[] = [];
  let path = '';
  for (const line of patch.trimEnd().split('\n')) {
    if (line.startsWith('*** Update File: ')) path = line.slice('*** Update File: '.length);
    else if (line.startsWith('@@')) hunks.push({ path, lines: [] });
    else if (!line.startsWith('***')) hunks.at(-1)?.lines.push(line === '' ? ' ' : line);
  }
  const side = (lines: string[], signs: string): string =>
    lines
      .filter((line) => signs.includes(line.charAt(0)))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  return hunks.map((hunk) => ({
    path: hunk.path,
    before: side(hunk.lines, ' -'),
    after: side(hunk.lines, ' +'),
  }));
}

export async function copyExample(name: string): Promise<ExampleCopy> {
  const path = await mkdtemp(join(tmpdir(), `${name}-`));
  await cp(resolve('examples', name, 'workspace'), path, { recursive: true });
  const read = (file: string): Promise<string> => readFile(join(path, file), 'utf8');
  const write = async (file: string, content: string): Promise<void> => {
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), content);
  };

  async function run(command: string): Promise<CommandResult> {
    const child = spawn('bash', ['-c', command], { cwd: path, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const [exitCode] = await once(child, 'close');
    return { exitCode, output };
  }

  async function apply(call: ScriptedToolCall): Promise<void> {
    const args = call.arguments as Record<string, string>;
    if (call.name === 'write_file') return write(args.path ?? '', args.content ?? '');
    for (const { path: file, before, after } of hunksOf(args.patch ?? '')) {
      const source = await read(file);
      if (source.split(before).length !== 2)
        throw new Error(`hunk does not match once in ${file}:\n${before}`);
      await write(
        file,
        source.replace(before, () => after),
      );
    }
  }

  return { path, run, read, write, apply, remove: () => rm(path, { recursive: true }) };
}
