/**
 * Whether a line of an added part does something to what stands around it: it ends or skips it, says how
 * files are run, or changes what is not its own. Pure.
 */

import { codeOf, isImport } from '../text-lines.ts';
import { assignedNames } from './bound-names.ts';

export interface AcceptedNames {
  /** Names in the code that was accepted. */
  readonly names: ReadonlySet<string>;
  /** Whether the accepted text ends a process by itself. */
  readonly ends: boolean;
  /** The language goes by indentation, and an assignment declares. */
  readonly isOffside: boolean;
}

export interface OwnNames {
  /** Bound to something that the part makes itself. */
  readonly made: ReadonlySet<string>;
  /** What the part declares or is handed. */
  readonly local: ReadonlySet<string>;
  /** It is a new class: `cls` is that. */
  readonly isClass: boolean;
}

const RUNNERS =
  '(?:unittest|pytest|test|it|describe|suite|context|specify|t|tb|b|self|this|vi|jest|mark|util)';
const RUNNER_WORDS =
  '(?:skip|skipTest|skipIf|skipUnless|skipif|Skip|SkipNow|Skipf|importorskip|todo|only|xfail|expectedFailure|fixme|fails)';
const MARKS: readonly RegExp[] = [
  // Words of runners count where these read them: as marks, as their members, as options of a case.
  new RegExp(`\\b${RUNNERS}\\s*\\.\\s*${RUNNER_WORDS}\\b`),
  new RegExp(`^\\s*[@#].*\\b(?:${RUNNER_WORDS}|Disabled|Ignore[d]?|ignore|cfg)\\b`),
  /^\s*(?:test|it|describe|suite)\b.*\{[^}]*\b(?:skip|todo|only)\s*[:,}]|^\s*(?:skip|todo|only)\s*:/,
  /\bSkipTest\b|^\s*(?:xit|xtest|xdescribe|fit|fdescribe)\s*\(/,
];
const SYSTEM_EXIT =
  /\b(?:sys|os|process|Deno|syscall|System|Runtime|runtime)\s*(?:\.|::)\s*(?:_?exit|Exit|exitCode|abort|kill|reallyExit|execv\w*|Goexit|on|once)\b/;
const EXIT_WORD = /\b(?:_?exit|Exit|abort|quit|Goexit)\b/;
const ALWAYS =
  /\b(?:atexit|pytestmark|collect_ignore\w*|load_tests|__test__|setattr|delattr|monkeypatch|defineProperty|defineProperties|mock\.patch|patch\.(?:object|dict|multiple)|globals|__dict__|__class__|__bases__|__code__|__builtins__|__unittest_\w+|setPrototypeOf|__proto__|exec|eval|reload|sys\.modules|gc\.get_\w+|_getframe|settrace|setprofile)\b|\bvars\s*\(|\bReflect\s*\.\s*(?:set|delete|define)|\bmock\.(?:module|method)|\bspyOn\s*\(\s*(?:expect|assert|test|it|describe|chai)\b|\bflag\.(?:Set|Parse)|\blinkname\b|\b(?:global|nonlocal)\s/;
const READ_BY_RUNNERS =
  /#\[(?:ignore|cfg|ctor|no_mangle|export_name|panic_handler|global_allocator)|#if\b|#define\b|#undef\b|go:build|go:linkname|\+build|@vitest|@jest|@ts-nocheck/;

const PATH = String.raw`(?!(?:const|let|var|of|in|return)\b)[A-Za-z_$][\w$]*(?:\s*(?:\?\.|\.|::)\s*[\w$]+|\[[^\]]*\]|\(\))*`;
const MEMBER = String.raw`(?:\s*\.\s*[\w$]+|\s*\[[^\]]*\])`;
const WRITTEN = new RegExp(
  `(?<![\\w$.)\\]])(${PATH}${MEMBER})\\s*(?:\\+\\+|--|(?:\\*\\*|<<|>>|\\?\\?|&&|\\|\\||[-+*/%&|^])?=(?![=>]))`,
  'g',
);
const REMOVED = new RegExp(
  `\\b(?:del|delete)\\s+(.*)$|\\bfor\\s+(${PATH}${MEMBER})\\s+in\\b|\\bas\\s+(${PATH}${MEMBER})`,
);
const ASSIGNS = /\bObject\s*\.\s*assign\s*\(\s*([^,)]*)/;

export function reachesOut(line: string, accepted: AcceptedNames, own: OwnNames): boolean {
  const said = codeOf(line);
  if (READ_BY_RUNNERS.test(line) || ALWAYS.test(said) || SYSTEM_EXIT.test(said)) return true;
  if (MARKS.some((mark) => mark.test(said))) return true;
  const [ends] = EXIT_WORD.exec(said) ?? [];
  if (ends !== undefined && (accepted.ends || !accepted.names.has(ends)) && !own.local.has(ends)) return true;
  const [bare, word = ''] = new RegExp(`(?<![\\w$.:])(${RUNNER_WORDS})\\s*\\(`).exec(said) ?? [];
  if (bare !== undefined && !accepted.names.has(word) && !own.local.has(word)) return true;
  if (isImport(line) && takesRunner(said)) return true;
  return changesOther(said, accepted, own);
}

/** Whether the accepted text ends its process itself, so that the word alone tells nothing. */
export const endsProcess = (text: string): boolean =>
  text.split('\n').some((line) => SYSTEM_EXIT.test(codeOf(line)));

/** A runner, or what it skips by, under another name. */
const takesRunner = (said: string): boolean =>
  /\b(?:unittest|pytest|sys|os)\s+as\s/.test(said) ||
  (/\b(?:unittest|pytest)\b/.test(said) && new RegExp(`\\b${RUNNER_WORDS}\\b`).test(said));

function changesOther(said: string, accepted: AcceptedNames, own: OwnNames): boolean {
  for (const [, target = ''] of said.matchAll(WRITTEN)) if (!isOwn(target, accepted, own)) return true;
  if (/\)\s*(?:\.\s*[\w$]+|\[[^\]]*\])\s*=(?![=>])/.test(said)) return true;
  const { names, isDeclared } = assignedNames(said);
  // Where names are declared, a bare one is somebody else's.
  if (
    !accepted.isOffside &&
    !isDeclared &&
    names.some((name) => name !== '_' && accepted.names.has(name) && !own.local.has(name))
  )
    return true;
  const [, removed, looped, bound] = REMOVED.exec(said) ?? [];
  const targets = removed?.split(',') ?? [looped ?? bound ?? ''];
  for (const target of targets.map((each) => each.trim().replace(/;$/, ''))) {
    const isPlain = /^[\w$]*$/.test(target);
    if (
      isPlain
        ? accepted.names.has(target) && !own.local.has(target) && !own.made.has(target)
        : !isOwn(target, accepted, own)
    )
      return true;
  }
  const [, assigned] = ASSIGNS.exec(said) ?? [];
  if (assigned !== undefined && !/^\{/.test(assigned) && !own.made.has(assigned.trim())) return true;
  // `({ x: assert.equal } = …)` and `[assert.equal] = …` write as well.
  return /^\s*[[(]+[^=]*\.[^=]*[\]})]\s*=(?![=>])/.test(said);
}

/** It belongs to what the part made, to itself, or to what it was handed and no accepted name says. */
function isOwn(target: string, { names }: AcceptedNames, { made, local, isClass }: OwnNames): boolean {
  const [root = ''] = /^[\w$]+/.exec(target) ?? [];
  const member = /([\w$]+)\s*$/.exec(target)?.[1] ?? '';
  if (/^(?:process\.env\b|os\.environ\b)/.test(target)) return true;
  if (/\(\)/.test(target)) return false;
  if (made.has(root)) return true;
  if (root === 'self' || root === 'this') return true;
  if (root === 'cls' && isClass) return true;
  return local.has(root) && !names.has(member) && !/\[[^\]]*["'`+]/.test(target);
}
