/** Whether a program that a command starts judges another one, by its lines, for any language. Pure. */
import { isJudging } from './judging-parts.ts';

const COMPARES: readonly RegExp[] = [
  // What a call gives is held against something that has a name, or that another call gives.
  /\)\s*(?:[!=]==?|is not|[<>]=?)\s*(?!(?:True|False|None|null|undefined|true|false|nil)\b)[A-Za-z_]/,
  /\b[A-Za-z_]\w*\s*[!=]==?\s*(?:\w+\.)*[A-Za-z_]\w*\(/,
  /[\])}]\s*[!=]==?\s*[[({]/,
  // A call with fixed values is held against a fixed one.
  /\w\((?:\s*(?:-?\d[\w.]*|"[^"]*"|'[^']*')\s*,?)+\)\s*[!=]==?\s*(?:-?\d|["'[{(])/,
  /\babs\(.*[<>]/,
];
/** A name is held against a fixed value: no end of a process, and no word that is one of several. */
const HOLDS_NAME = /\b([A-Za-z_]\w*)\s*(?:[!=]==?\s*(?:-?[1-9]|[[({])|!==?\s*["'])/;
const IS_OF_CALLER = /\bargv\b|\bargc\b|\b__name__\b|\bplatform\b|\bversion\w*\b/i;
const FAILS = /\b(?:raise|throw|exit|Exit|exitCode|fail\w*|panic!?|abort|die)\b/;
const COUNTS = /\+=|\+\+|\.(?:append|push|add)\(|=\s*(?:False|false|True|true)\b/;
const REACH = 3;

/**
 * It compares, fails, and speaks of what it wants; or it fails, or counts, by what a call gives, whatever its
 * words are.
 */
export function isHarness(text: string): boolean {
  const lines = text.split('\n');
  const speaks = /\b(?:want\w*|expect\w*|fail(?:ed|ures?)|passed|assert\w*)\b/i.test(text);
  return (speaks && isJudging(lines)) || failsByCall(lines);
}

const failsByCall = (lines: readonly string[]): boolean =>
  lines.some((line) => FAILS.test(line)) &&
  lines.some(
    (line, at) =>
      (COMPARES.some((pattern) => pattern.test(line)) || holdsResult(lines, at)) &&
      !IS_OF_CALLER.test(line) &&
      lines.slice(at, at + REACH).some((each) => FAILS.test(each) || COUNTS.test(each)),
  );

/** The name stands for what a call has just given. */
function holdsResult(lines: readonly string[], at: number): boolean {
  const [, name] = HOLDS_NAME.exec(lines[at] ?? '') ?? [];
  return (
    name !== undefined &&
    lines
      .slice(Math.max(0, at - REACH), at)
      .some((line) => new RegExp(`\\b${name}\\s*:?=[^=].*\\w\\(`).test(line))
  );
}
