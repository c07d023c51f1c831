/** The streams of a mutator that runs on Node. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { MutationRequest } from '../mutation.ts';
import { drawTwins } from './draw-twins.ts';
import type { Expectation } from './expectation.ts';

/**
 * Answers the one request on standard input. What `find` throws becomes the reason why a file was not read.
 */
export function serve(find: (path: string, text: string) => readonly Expectation[]): void {
  const request = JSON.parse(readFileSync(0, 'utf8')) as MutationRequest;
  const readings = request.files.map(({ path, text }) => {
    try {
      return { ok: true as const, file: { path, text, expectations: find(path, text) } };
    } catch (error) {
      return { ok: false as const, path, reason: error instanceof Error ? error.message : String(error) };
    }
  });
  writeFileSync(1, JSON.stringify(drawTwins(request, readings)));
}
