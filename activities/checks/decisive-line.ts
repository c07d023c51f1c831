/** The line of an output that says best why a command failed. Pure. */
import { cutToLine } from '../../workflows/text/cut-text.ts';

const MAX_CHARACTERS = 160;

/** What says most comes first; sums at the end of an output say least. */
const TELLING: readonly RegExp[] = [
  /^\s*(?:E\s+)?[\w.]*(?:Error|Exception)\b.*:/,
  /^\s*[\w./-]+\.\w+:\d+(?::\d+)?:? \S/,
  /^\s*(?:not ok|panic:|FAIL|--- FAIL|✖|✗)/,
  /\S/,
];

/** `undefined`: nothing was printed. */
export function decisiveLine(output: string): string | undefined {
  const lines = output.split('\n');
  const found = TELLING.map((pattern) => lines.findLast((line) => pattern.test(line)));
  const line = found.find((each) => each !== undefined);
  return line === undefined ? undefined : cutToLine(line.trim(), MAX_CHARACTERS);
}
