/**
 * Whether a text of tests only adds to the one that was accepted, where the two cannot be put apart: every
 * line of that is still there, in its order and at its indentation, and what stands between them is whole and
 * may be added. It goes by lines, for any language; what it cannot tell counts as a change. Pure.
 */
import { codeOf, identifiersIn, indentOf, isImport, linesOf } from '../text-lines.ts';
import { type AcceptedTests, mayBeAdded } from './added-part.ts';
import { assignedNames } from './bound-names.ts';
import { keepsLines } from './kept-lines.ts';
import { endsProcess } from './reaches-out.ts';
import { withSingleImports } from './single-imports.ts';

/** Imports may name more than they did: `import { area, volume } from …`. */
export function onlyAdds(was: string, is: string): boolean {
  const accepted = withSingleImports(linesOf(was));
  const tests = testsOf(was, accepted);
  return keepsLines(accepted, withSingleImports(linesOf(is)), {
    isKept: (line, now) => isKept(line, now, tests.words),
    mayStand: (added) => mayBeAdded(added, tests),
  });
}

function testsOf(was: string, lines: readonly string[]): AcceptedTests {
  const bound = (isInner: boolean): string[] =>
    lines
      .filter((line) => indentOf(line) > 0 === isInner)
      .flatMap((line) => {
        const code = codeOf(line);
        return [code, code.replace(/^\s*(?:if|for|switch)\s*\(?\s*/, '')].flatMap(
          (each) => assignedNames(each).names,
        );
      });
  const outer = new Set(bound(false));
  return {
    names: new Set(identifiersIn(lines.filter((line) => !isImport(line)).join('\n'))),
    words: new Set(was.match(/[A-Za-z_$][\w$]*/g)),
    inner: new Set(bound(true).filter((name) => !outer.has(name))),
    ends: endsProcess(was),
    isOffside: /^\s*(?:async\s+)?(?:def|class|describe|it|context|module)\b[^{]*$/m.test(was),
  };
}

function isKept(was: string, is: string, names: ReadonlySet<string>): boolean {
  if (was === is) return true;
  return isImport(was) && isImport(is) && indentOf(was) === indentOf(is) && importsMore(was, is, names);
}

/** The words of the one stand among those of the other, and what came is a list of further names. */
function importsMore(was: string, is: string, names: ReadonlySet<string>): boolean {
  const wanted: readonly string[] = was.match(TOKENS) ?? [];
  let at = 0;
  for (const token of is.match(TOKENS) ?? []) {
    if (token === wanted[at]) at += 1;
    else if (!/^(?:[A-Za-z_]\w*|,)$/.test(token) || token === 'as' || names.has(token)) return false;
  }
  return at === wanted.length;
}

const TOKENS = /"[^"]*"|'[^']*'|[\w$]+|[^\s\w$]/g;
