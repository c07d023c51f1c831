/** Makes the folder that the workspace of a shape is copied from. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type HonestShape, PROJECT, type SourceEntry } from './shape.ts';

/** `directory` is new; who runs the service has to be able to read it. */
export function placeSource(directory: string, { source = {}, made }: HonestShape): void {
  placeEntries(directory, { ...PROJECT, ...source });
  if (made !== undefined) execFileSync('/bin/sh', ['-c', made], { cwd: directory, stdio: 'ignore' });
}

/** `directory` is new. */
export function placeEntries(directory: string, entries: Readonly<Record<string, SourceEntry>>): void {
  mkdirSync(directory);
  for (const [path, entry] of Object.entries(entries)) place(join(directory, path), entry);
}

function place(path: string, entry: SourceEntry): void {
  mkdirSync(dirname(path), { recursive: true });
  if (typeof entry === 'string') writeFileSync(path, entry);
  else if ('link' in entry) symlinkSync(entry.link, path);
  else if ('folder' in entry) mkdirSync(path);
  else writeFileSync(path, entry.text);
  if (typeof entry !== 'string' && 'mode' in entry && entry.mode !== undefined) chmodSync(path, entry.mode);
}
