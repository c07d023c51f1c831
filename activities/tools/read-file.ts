/** Reads lines of a file in the workspace. */
import { DEFAULT_LINES, readFileArguments, readFileDeclaration } from '../../context/tools/read-file.ts';
import { failureOf } from '../sandbox/command-outcome.ts';
import { pathArgument, shown } from '../workspace/workspace-path.ts';
import { namedPaths } from './files/named-paths.ts';
import { byteOrderMark, unmarkedUtf16 } from './files/text-encoding.ts';
import { defineTool, type ToolContext, type ToolOutput } from './tool.ts';

/** One answer holds at most so much of the file's text. */
const MAX_ANSWER_BYTES = 32_768;
const TIMEOUT_MS = 30_000;

/**
 * The file is read in one pass: the wanted lines, then the number of lines (`$=`), on a line of its own; then
 * its last byte, which tells whether its last line is ended. Only regular files: a pipe would block, a device
 * would not end.
 */
const SCRIPT = `
[ -e "$1" ] || { echo "there is no such file" >&2; exit 1; }
[ -d "$1" ] && { echo "is a directory; list it with $4" >&2; exit 1; }
[ -f "$1" ] || { echo "is not a regular file" >&2; exit 1; }
sed -n -e "$2,$3p" -e '$=' -- "$1" || exit 1
tail -c 1 -- "$1" | od -An -tx1`;

export const readFile = defineTool({
  ...readFileDeclaration,
  argumentsSchema: readFileArguments.extend({ path: pathArgument }),
  readOnly: true,
  label: ({ path, offset }) => (offset ? `${shown(path)} from line ${offset}` : shown(path)),
  async execute(wanted, context) {
    const read = await readLines(wanted, context, 'the shell tool');
    return read === 'binary'
      ? { ok: true, output: 'The file is binary (it contains NUL bytes). Look at it with the shell tool.' }
      : read;
  },
});

export interface WantedLines {
  readonly path: string;
  readonly offset?: number | null | undefined;
  readonly limit?: number | null | undefined;
}

/** `lister`: what shows a folder. `binary`: there are NUL bytes in these lines. */
export async function readLines(
  wanted: WantedLines,
  context: Pick<ToolContext, 'sandbox' | 'workspace' | 'signal'>,
  lister: string,
): Promise<ToolOutput | 'binary'> {
  const named = (await namedPaths([wanted.path], context)).get(wanted.path);
  if (named === undefined) return linesAt(wanted, context, lister);
  if (!named.ok) return { ok: false, output: `${shown(wanted.path)}: ${named.problem}` };
  const read = await linesAt({ ...wanted, path: named.path }, context, lister);
  if (read === 'binary' || named.note === undefined) return read;
  return { ...read, output: `${named.note}\n${read.output}` };
}

async function linesAt(
  { path, offset, limit }: WantedLines,
  { sandbox, workspace, signal }: Pick<ToolContext, 'sandbox' | 'workspace' | 'signal'>,
  lister: string,
): Promise<ToolOutput | 'binary'> {
  const first = offset ?? 1;
  const last = first + (limit ?? DEFAULT_LINES) - 1;
  const result = await sandbox.run({
    workspace,
    argv: ['/bin/sh', '-c', SCRIPT, 'sh', path, String(first), String(last), lister],
    timeoutMs: TIMEOUT_MS,
    signal,
    // Enough that the kept head holds a whole answer, and the kept tail the number of lines.
    maxOutputBytes: 3 * MAX_ANSWER_BYTES,
    separateStderr: true,
    readOnlyWorkspace: true,
  });
  const failure = failureOf(result, TIMEOUT_MS);
  if (failure !== undefined && result.endedBy !== 'outputCeiling')
    return { ok: false, output: `${shown(path)}: ${failure}` };
  const text = present(Buffer.from(result.outputBytes), result.truncated, first);
  return text === undefined ? 'binary' : { ok: true, output: text };
}

/** `bytes` are what the script prints; none for no lines. `undefined`: the lines are no text. */
function present(bytes: Buffer, isCut: boolean, first: number): string | undefined {
  if (bytes.length === 0) return 'The file is empty.';
  const [beforeLast, lastByte] = withoutLastLine(bytes);
  const [lines, counted] = withoutLastLine(beforeLast);
  // A cut, single endless line can leave its own end where the count was to be.
  const count = /^\d+$/.exec(counted)?.[0];
  const text = isCut || count === undefined ? bytes.subarray(0, MAX_ANSWER_BYTES) : lines;
  const total = count ?? 'an unknown number of';
  if (text.length === 0) return `There are no lines from line ${first} on; the file has ${total} lines.`;
  if (first === 1 && byteOrderMark(text) === 'UTF-16') return utf16Words('UTF-16', '');
  const utf16 = unmarkedUtf16(text);
  if (utf16 !== undefined) return utf16Words(utf16, ' without a byte order mark');
  if (text.includes(0)) return undefined;
  return presentLines(text, { total, first, isEnded: lastByte === '0a' });
}

const utf16Words = (encoding: string, how: string): string =>
  `The file is ${encoding} text${how}. Read it with the shell tool: iconv -f ${encoding.toLowerCase()} -t utf-8. ` +
  'write_file would write UTF-8 in its place.';

function withoutLastLine(bytes: Buffer): readonly [rest: Buffer, line: string] {
  const start = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
  return [bytes.subarray(0, start), bytes.toString('latin1', start).trim()];
}

interface Presented {
  readonly total: string;
  readonly first: number;
  /** A line end follows the file's last line. */
  readonly isEnded: boolean;
}

function presentLines(text: Buffer, { total, first, isEnded }: Presented): string {
  const fits = Math.min(text.length, MAX_ANSWER_BYTES);
  const isWhole = fits === text.length && text.at(-1) === 0x0a;
  const lineEnd = text.lastIndexOf('\n', fits - 1) + 1;
  if (lineEnd === 0) {
    const shownText = text.toString('utf8', 0, fits).replace(/\uFFFD+$/, '');
    return `Line ${first} of ${total}, only its first ${fits} bytes (it is longer):\n${shownText}`;
  }
  const bytes = text.subarray(0, isWhole ? text.length : lineEnd);
  const isUtf8 = Buffer.from(bytes.toString('utf8')).equals(bytes);
  const body = bytes.toString(isUtf8 ? 'utf8' : 'latin1');
  const last = first + body.split('\n').length - 2;
  const isLast = String(last) === total;
  // The line end behind the last line is then the script's.
  const own = isLast && !isEnded ? body.slice(0, -1) : body;
  const facts = [
    /\r\n/.test(own) ? ' Lines end with CRLF.' : '',
    /\r(?!\n)/.test(own) ? ' It has CR alone, which ends no line here.' : '',
    isUtf8 ? '' : ` ${NOT_UTF_8}`,
    isLast && !isEnded ? ' No line end follows the last line.' : '',
    isLast ? '' : ` Go on with offset ${last + 1}.`,
  ];
  return `Lines ${first}-${last} of ${total}.${facts.join('')}\n${body}`;
}

const NOT_UTF_8 =
  'It is not UTF-8; shown as ISO-8859-1. Change it with the shell tool: write_file would write UTF-8 in its place.';
