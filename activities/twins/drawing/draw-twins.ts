/** Expectations found in files → the twins that a request asked for. */
import type { Mutation, MutationReply, MutationRequest } from '../mutation.ts';
import { type Chosen, type FoundFile, inDrawnOrder } from './choose.ts';
import type { Edit } from './expectation.ts';
import { createRandom, type Random } from './random.ts';

type FileReading =
  | { readonly ok: true; readonly file: FoundFile }
  | { readonly ok: false; readonly path: string; readonly reason: string };

export function drawTwins(request: MutationRequest, readings: readonly FileReading[]): MutationReply {
  const files = readings.flatMap((reading) => (reading.ok ? [reading.file] : []));
  const random = createRandom(request.seed);
  const order = inDrawnOrder(files, random);
  const impossible = order
    .slice(0, request.impossible)
    .map((chosen) => mutation(chosen, chosen.expectation.twins(random).impossible, random));
  const equal: Mutation[] = [];
  for (const chosen of order.toReversed()) {
    if (equal.length >= request.equal) break;
    const edit = chosen.expectation.twins(random).equal;
    if (edit !== null) equal.push(mutation(chosen, edit, random));
  }
  return {
    expectations: files.reduce((sum, file) => sum + file.expectations.length, 0),
    impossible,
    equal,
    unread: readings.flatMap((reading) =>
      reading.ok ? [] : [{ path: reading.path, reason: reading.reason }],
    ),
  };
}

function mutation({ file, expectation }: Chosen, edit: Edit, random: Random): Mutation {
  const { text } = file;
  const changed = `${text.slice(0, edit.start)}${edit.text}${text.slice(edit.end)}`;
  const before = oneLine(text.slice(edit.start, edit.end));
  return {
    path: file.path,
    line: expectation.line,
    testCase: expectation.testCase,
    what: before === '' ? `added ${oneLine(edit.text)}` : `${before} → ${oneLine(edit.text) || 'nothing'}`,
    // Both kinds get a last comment, so that its presence tells nothing. `//` is a comment in all languages
    // that come here.
    text: `${changed}${changed.endsWith('\n') ? '' : '\n'}\n// ${random.letters(6)} ${random.letters(4)}\n`,
  };
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 40)} … ${line.slice(-38)}` : line;
}
