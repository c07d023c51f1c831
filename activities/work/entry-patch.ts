/**
 * What became of one entry of a workspace, as part of a unified diff; what is no text is told by kind, size
 * and digest.
 */

import { hunksOf } from '../../patch/hunks.ts';
import type { StateEntry } from '../../states/state-entry.ts';
import { displayPath } from '../../tree/tree-paths.ts';
import { textIn } from './text-in.ts';

/** Larger texts are not compared line by line. */
export const MAX_COMPARED_BYTES = 256 * 1024;

export interface ChangedEntry {
  /** The path is spelled as people read it. */
  readonly path: string;
  readonly before: StateEntry | undefined;
  readonly after: StateEntry | undefined;
}

/** `undefined`: it is not kept, or larger than that. */
export type ReadContent = (sha256: string, maxBytes: number) => Promise<Buffer | undefined>;

export async function entryPatch(
  { path, before, after }: ChangedEntry,
  contentOf: ReadContent,
): Promise<string> {
  const name = quoted(path);
  const notes = [
    ...modeNote(name, before, after),
    ...[before, after].flatMap((entry) =>
      entry === undefined || entry.kind === 'file' ? [] : [`# ${name}: ${whatIs(entry)}\n`],
    ),
  ];
  const old = await contentIn(before, contentOf);
  const now = await contentIn(after, contentOf);
  if (old === UNSHOWN || now === UNSHOWN)
    return [...notes, `# ${name} is no text that is compared: ${whatIs(before)} -> ${whatIs(after)}\n`].join(
      '',
    );
  const hunks = hunksOf(old, now);
  const from = before?.kind === 'file' ? `a/${name}` : '/dev/null';
  const to = after?.kind === 'file' ? `b/${name}` : '/dev/null';
  const isEmptyFile = hunks.length === 0 && (before === undefined || after === undefined);
  const empty = isEmptyFile && from !== to ? [`# ${name} is empty\n`] : [];
  const head = hunks.length === 0 ? [] : [`--- ${from}\n+++ ${to}\n`];
  return [...notes, ...empty, ...head, ...hunks].join('');
}

const UNSHOWN = Symbol('no text, or too long');

async function contentIn(
  entry: StateEntry | undefined,
  contentOf: ReadContent,
): Promise<string | undefined | typeof UNSHOWN> {
  if (entry?.kind !== 'file') return undefined;
  if (entry.sizeBytes > MAX_COMPARED_BYTES) return UNSHOWN;
  const content = await contentOf(entry.sha256, MAX_COMPARED_BYTES);
  return (content === undefined ? undefined : textIn(content)) ?? UNSHOWN;
}

function whatIs(entry: StateEntry | undefined): string {
  switch (entry?.kind) {
    case undefined:
      return 'absent';
    case 'file':
      return `${entry.sizeBytes} ${entry.sizeBytes === 1 ? 'byte' : 'bytes'}, SHA-256 ${entry.sha256}`;
    case 'link':
      return `a link to ${quoted(displayPath(entry.target))}`;
    case 'directory':
      return `a folder of mode ${entry.mode.toString(8)}`;
    case 'special':
      return `a ${entry.what}`;
  }
}

function modeNote(name: string, before: StateEntry | undefined, after: StateEntry | undefined): string[] {
  if (before?.kind !== 'file' || after?.kind !== 'file' || before.mode === after.mode) return [];
  return [`# ${name}: mode ${before.mode.toString(8)} -> ${after.mode.toString(8)}\n`];
}

/** A name cannot end its line, nor pass for another one. */
const quoted = (path: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
  /[\u0000-\u001f\u007f"\\]|^\s|\s$/.test(path) ? JSON.stringify(path) : path;
