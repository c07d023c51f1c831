/**
 * Whether a program of Python or JavaScript may have the work in its own process, by what it loads. It is
 * shown to be apart from the work only where all that it loads stands in its text, and is known. Pure but for
 * reading accepted texts.
 */
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import type { AcceptedText } from '../../accepted/started-by.ts';
import { languageOf } from '../../twins/languages.ts';
import type { TestFile } from '../../twins/trials/find-twins.ts';

/** `with`: it loads the work; `apart`: it does not; `unknown`: it may. */
export type Loading = 'with' | 'apart' | 'unknown';

export interface LoadedFrom {
  /** All files of the copy that the check runs on. */
  readonly paths: ReadonlySet<string>;
  /** Those among them that the work made or changed. */
  readonly changed: ReadonlySet<string>;
  readonly textOf: AcceptedText;
}

/** What one import may stand for: files of the workspace; `unknown` where that cannot be told. */
type Loads = readonly string[] | 'unknown';

const MAX_FILES = 200;

export async function loadingOf(program: TestFile, from: LoadedFrom): Promise<Loading> {
  if (!isKnown(program.path)) return 'unknown';
  const seen = new Set([program.path]);
  const open = [program];
  let isUnknown = false;
  for (let own = open.shift(); own !== undefined; own = open.shift()) {
    const loads = loadsOf(own, from);
    isUnknown ||= loads === 'unknown';
    for (const path of loads === 'unknown' ? [] : loads) {
      if (from.changed.has(path)) return 'with';
      if (seen.has(path)) continue;
      seen.add(path);
      // Data, and what was built before, load nothing of the work.
      if (!isKnown(path)) continue;
      const text = await from.textOf(path);
      if (text === undefined || seen.size > MAX_FILES) isUnknown = true;
      else open.push({ path, text });
    }
  }
  return isUnknown ? 'unknown' : 'apart';
}

const isKnown = (path: string): boolean => /^(?:python|javascript)$/.test(languageOf(path) ?? '');

const loadsOf = ({ path, text }: TestFile, from: LoadedFrom): Loads =>
  languageOf(path) === 'python'
    ? pythonLoads(path, text.replaceAll(/(^|\s)#.*$/gm, ''), from)
    : scriptLoads(path, text, from);

const PYTHON_UNNAMED =
  /\b(?:importlib|__import__|runpy|pkgutil|imp|execfile|SourceFileLoader|CDLL|cffi)\b|(?<![.\w])(?:exec|eval|compile)\s*\(/;
const PYTHON_IMPORT =
  /(?:^|[;:])[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]*(\([^)]*\)|[^\n;]*)|import[ \t]+([^\n;]+))/gm;

/** Folders in which Python looks are not known: every file counts that the end of its path names. */
function pythonLoads(path: string, text: string, { paths }: LoadedFrom): Loads {
  if (PYTHON_UNNAMED.test(text)) return 'unknown';
  const found = new Set<string>();
  for (const [, from, names = '', plain = ''] of text.matchAll(PYTHON_IMPORT)) {
    const modules =
      from === undefined
        ? plain.split(',').map(nameOf)
        : [from, ...names.split(/[(),\n]/).map((each) => `${from}.${nameOf(each)}`)];
    for (const module of modules)
      for (const file of filesOfModule(module.replaceAll(/^\.+|\.+$/g, '').split('.'), paths))
        found.add(file);
  }
  // What is not given by name: these are loaded wherever they are found.
  for (const file of paths) if (/(?:^|\/)(?:site|user)customize\.py$/.test(file)) found.add(file);
  found.delete(path);
  return [...found];
}

const nameOf = (part: string): string => part.trim().split(/\s/)[0] ?? '';

/** `a.b.c` → `a/__init__.py`, `a/b.py`, `a/b/c.py` and the like, below any folder. */
function filesOfModule(names: readonly string[], paths: ReadonlySet<string>): string[] {
  const stems = names
    .map((_, index) => names.slice(0, index + 1).join('/'))
    .filter((stem) => stem !== '')
    .flatMap((stem) => [stem, `${stem}/__init__`]);
  return [...paths].filter((path) => {
    const stem = /^(.*?[^./][^./]*)\.(?:py|pyc|pyd|so|cpython[^/]*)$/.exec(path)?.[1];
    return stem !== undefined && stems.some((each) => stem === each || stem.endsWith(`/${each}`));
  });
}

const LITERAL = String.raw`\s*(?:'[^'\n]*'|"[^"\n]*"|\x60[^\x60$\n]*\x60)\s*[,)]`;
const SCRIPT_UNNAMED = new RegExp(
  String.raw`(?<![.\w$])(?:import|require)\s*\((?!${LITERAL})|\bcreateRequire\b[^;]*\)\s*\(|\b(?:eval|Function)\s*\(|\b(?:Worker|dlopen|register)\s*\(|\bnode:vm\b|['"]vm['"]`,
);
const SCRIPT_IMPORT = /\b(?:from|import|require|resolve)\b\s*\(?\s*(['"`])([^'"`\n]+)\1/g;
const BUILT_IN = new Set(builtinModules);
const ENDINGS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.jsx', '.tsx', '.json', '.node'];

function scriptLoads(path: string, text: string, from: LoadedFrom): Loads {
  if (SCRIPT_UNNAMED.test(text)) return 'unknown';
  const found: string[] = [];
  for (const [, , name = ''] of text.matchAll(SCRIPT_IMPORT)) {
    const files = filesOfScript(path, name, from.paths);
    if (files === 'unknown') return 'unknown';
    found.push(...files);
  }
  return found;
}

/** A package that is no part of the workspace is not the work. */
function filesOfScript(path: string, name: string, paths: ReadonlySet<string>): Loads {
  if (name.startsWith('node:') || BUILT_IN.has(name)) return [];
  if (/^\.{0,2}\//.test(name) || /^\.{1,2}$/.test(name)) {
    const target = posix.join(posix.dirname(path), name);
    const stems = [target, target.replace(/\.([cm]?)jsx?$/, '.$1ts'), posix.join(target, 'index')];
    const files = stems.flatMap((stem) => ENDINGS.map((ending) => `${stem}${ending}`));
    const own = files.filter((file) => paths.has(file));
    return own.length === 0 ? 'unknown' : own;
  }
  const [first = '', second = ''] = name.split('/');
  if (/^[#~]|^@?$/.test(first)) return 'unknown';
  const installed = first.startsWith('@') ? `${first}/${second}` : first;
  const isOwn = [...paths].some(
    (each) =>
      each.startsWith(`node_modules/${installed}/`) ||
      (!each.includes('node_modules/') &&
        each
          .split('/')
          .slice(0, -1)
          .includes(installed.split('/').at(-1) ?? '')),
  );
  return isOwn ? 'unknown' : [];
}
