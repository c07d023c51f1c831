/** Whether a script of a shell judges by itself: it compares, and its exit code comes of that. Pure. */

const COMPARES: readonly RegExp[] = [
  /(?:\[\[?|\btest)\s.*\s(?:=|==|!=|=~|-(?:eq|ne|lt|gt|le|ge))\s/,
  /(?:^|[\s;&|(!])[efz]?grep\s/,
  /(?:^|[\s;&|(!])(?:cmp|diff|expr)\s/,
  /\bjq\b.*\s(?:-\w*e\w*|--exit-status)\s/,
  /\bawk\b.*\bexit\b/,
  /\bcase\s.*\bin\b/,
];
/** How the script itself was called, and on which machine. */
const IS_OF_CALLER = /\$#|\bcase\s+"?\$\{?[1@*]|\bOSTYPE\b|\buname\b|\bcommand\s+-v\b/;
const FAILS =
  /\bexit\s+(?:[1-9]|"?\$)|\breturn\s+(?:[1-9]|"?\$)|\bfalse\b|\bdie\b|\bfail\w*\b|\b\w+=1\b|\+\+|\+=1/;
/** It asks, and goes on either way. */
const IS_ASKED = /^\s*(?:if|elif|while|until)\b|\|\||&&|\bcase\b/;
const IS_FORGIVEN =
  /\|\|\s*(?:true|:)\s*$|^\s*-|^\s*(?:export\s+|local\s+)?\w+=\S|(?<!\d)>\s*(?!\/dev\/|&)\S/;
const REACH = 4;

export function judgesByExit(script: string): boolean {
  const lines = script.split(/\r?\n/).filter((line) => !/^\s*(?:#|$)/.test(line));
  return lines.some(
    (line, at) =>
      COMPARES.some((pattern) => pattern.test(line)) &&
      !IS_OF_CALLER.test(line) &&
      !IS_FORGIVEN.test(line) &&
      (!IS_ASKED.test(line) || lines.slice(at, at + REACH).some((each) => FAILS.test(each))),
  );
}
