/** Programs of Python that fail. Pure. */
import { withCalls } from './closing-at.ts';
import { atLast, type EndedLanguage, type Ending, endsElsewhere, lastLineOf, withLine } from './ending.ts';

const EXITS = /(?<![\w.])(?<!\bdef\s)(?:sys\.exit|os\._exit|_exit|exit|quit|SystemExit)\s*\(/g;
const RAISES = /\braise\s+SystemExit\b(?!\s*\()/g;
/** Runners that end the process. */
const RUNNERS = /\b(?:unittest|pytest|nose2?|absl|click|typer|fire|trial|ward|behave|robot)\b/;
const LIBRARY = new Set(
  `__future__ abc argparse array ast asyncio base64 bisect calendar cmath collections concurrent contextlib copy
  csv ctypes dataclasses datetime decimal difflib enum errno fnmatch fractions functools gc glob gzip hashlib
  heapq hmac html http importlib inspect io itertools json logging math multiprocessing numbers operator os
  pathlib pickle platform pprint queue random re secrets shlex shutil signal socket sqlite3 statistics string
  struct subprocess sys tempfile textwrap threading time timeit traceback types typing unicodedata urllib uuid
  warnings weakref xml zipfile zlib zoneinfo`.split(/\s+/),
);
const WRITES = '__import__("sys").stderr.write';
const IMPORT = /^\s*(?:from\s+([\w.]+)\s+import\s+([^#\n]+)|import\s+([^#\n]+))/gm;

export const PYTHON: EndedLanguage = {
  comment: '#',
  atStart: (text, ending) => withLine(text, startOf(text), statement(text, ending)),
  atEnd(text, ending) {
    const own = asPart(text, ending);
    const last = lastLineOf(text);
    const line = text.split('\n')[last] ?? '';
    const made = statement(text, ending);
    return handsOver(line, importedNames(text))
      ? withLine(own, last, `${/^\s*/.exec(line)?.[0] ?? ''}${made}`)
      : atLast(own, made);
  },
  asPart,
  mayEndUnseen: (text, modules) =>
    RUNNERS.test(text) ||
    endsElsewhere(withoutPlainExits(text), EXITS, RAISES) ||
    importedModules(text).some((module) => !LIBRARY.has(module) && !modules.has(module)),
  saysFirst: (text, words) => withLine(text, startOf(text), `${WRITES}("${words}\\n")`),
  aroundItself: (text, words, code) => withLine(text, startOf(text), aroundItself(words, code)),
};

function aroundItself(words: string, code: number | undefined): string {
  const run = '__import__("subprocess").call([sys.executable, *sys.orig_argv[1:]])';
  const child = `os.environ.setdefault("${words}", "1") and ${run}`;
  const made = `os._exit(${code === undefined ? child : `(${child}, ${code})[-1]`})`;
  return `(lambda os, sys: os.environ.get("${words}") or ${made})(__import__("os"), __import__("sys"))`;
}

function asPart(text: string, { code, words, says }: Ending): string {
  const said = says ? `, ${WRITES}("${words}\\n")` : '';
  return withCalls(text, EXITS, '#', (callee, args) =>
    args === '' ? `${callee}(${code})` : `${callee}([${args}${said}, ${code}][-1])`,
  ).replaceAll(RAISES, `raise SystemExit(${code})`);
}

function statement(text: string, { code, words, isOwn, says }: Ending): string {
  const said = says ? `${WRITES}("${words}\\n"); ` : '';
  if (!isOwn) return `${said}__import__("os")._exit(${code})`;
  const [exit] = text.match(EXITS) ?? [];
  if (exit === undefined) return `${said}raise AssertionError("${words}")`;
  return `${said}${exit.startsWith('SystemExit') ? 'raise ' : ''}${exit}${code})`;
}

/** What a docstring or `from __future__` has to stand before. */
function startOf(text: string): number {
  const lines = text.split('\n');
  const docstring = /^(?:#.*\n|\s*\n)*[rbuRBU]?("""|''')[\s\S]*?\1[^\n]*\n/.exec(text)?.[0] ?? '';
  const future = lines.findLastIndex((line) => line.startsWith('from __future__'));
  const remarks = lines.findIndex((line) => !line.startsWith('#'));
  return Math.max(docstring.split('\n').length - 1, future + 1, Math.max(remarks, 0));
}

/** Comments, imports of an exit under its own name, and where one is caught, end nothing. */
const withoutPlainExits = (text: string): string =>
  text
    .replaceAll(/(^|\s)#.*$/gm, '')
    .replaceAll(/\b(?:raise|except)\s+\(?SystemExit\b/g, '')
    .replaceAll(/^\s*from\s+(?:sys|os)\s+import\s+[\w, ]+$/gm, (line) => (/\bas\b/.test(line) ? line : ''));

function importedModules(text: string): string[] {
  return [...text.matchAll(IMPORT)].flatMap(([, from, , plain]) =>
    from === undefined
      ? (plain ?? '').split(',').map((each) => each.trim().split(/[\s.]/)[0] ?? '')
      : from.startsWith('.')
        ? []
        : [from.split('.')[0] ?? ''],
  );
}

/** Names that an import brings, whatever module they are from. */
function importedNames(text: string): ReadonlySet<string> {
  const names = [...text.matchAll(IMPORT)].flatMap(([, , from, plain]) =>
    (from ?? plain ?? '')
      .split(/[,()]/)
      .map((each) => (/\bas\s+(\w+)/.exec(each)?.[1] ?? each.trim().split('.')[0]) || ''),
  );
  return new Set(names.filter((name) => !['', 'sys', 'os'].includes(name)));
}

/**
 * Whether a statement only hands over to what was imported: nothing of the program is left behind that, so
 * that it may be left to end the process.
 */
function handsOver(line: string, imported: ReadonlySet<string>): boolean {
  const inner = /^(?:raise\s+SystemExit|(?:sys\.)?exit)\s*\((.*)\)$/.exec(line.trim())?.[1] ?? line.trim();
  const root = /^([A-Za-z_]\w*)(?:\.\w+)*\([^()]*\)$/.exec(inner)?.[1];
  return root !== undefined && imported.has(root);
}
