/** Whether tests take what they expect from a name that another file gives a value. By lines. Pure. */
import { WHOLE_EXPORT } from './literal-tables.ts';
import { codeOf, isImport, withoutStrings } from './text-lines.ts';

const EQUALS =
  /[=!]==?|\b\w*(?:[Ee]qual\w*|toBe\w*|toStrictEqual|toMatch\w*|assert_eq|is_deeply|AlmostEqual)\b/;
const VALUE = String.raw`(?:[-+]?\d|["'\x60[{(]|True\b|False\b|None\b|true\b|false\b|null\b)`;

/** `path`: of the file that the name is in. They go through its rows, or hold something against it. */
export function isTakenByTests(path: string, name: string, tests: readonly string[]): boolean {
  const stem = /([^/]+?)(?:\/(?:__init__|index|mod))?\.\w+$/.exec(path)?.[1] ?? path;
  return tests.some((text) => {
    if (!hasWord(text, stem)) return false;
    const lines = text.split('\n');
    const names = name === WHOLE_EXPORT ? importedAs(lines, stem) : [name];
    return names.some((each) => hasWord(text, each) && isTakenIn(lines, each));
  });
}

const hasWord = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\w$])${literal(word)}(?![\\w$])`).test(text);

const literal = (name: string): string => name.replace(/[^\w]/g, '\\$&');

/** What a module is called where it is loaded as a whole, or its parts. */
const importedAs = (lines: readonly string[], stem: string): string[] =>
  lines
    .filter((line) => hasWord(line, stem) && (isImport(line) || /\brequire\s*\(/.test(line)))
    .flatMap((line) => withoutStrings(line).match(/[A-Za-z_$][\w$]*/g) ?? [])
    .filter((word) => !/^(?:import|from|as|const|let|var|require|default|type|with|await)$/.test(word));

function isTakenIn(lines: readonly string[], name: string): boolean {
  const own = String.raw`(?:\w+\.)*${literal(name)}(?![\w$])(?:\[[^\]]*\]|\.\w+)*`;
  const goesThrough = new RegExp(
    String.raw`\b(?:in|of|range)\s+(?:\w+\()*${own}|\b(?:parametrize|each|for|subTest)\(.*${own}|${own}\.?(?:forEach|map|filter|every|some|entries|items|values|iter)\b|\b(?:enumerate|zip|sorted|entries|map|filter)\(.*${own}`,
  );
  const isHeldToValue = new RegExp(
    String.raw`(?:\bassert\s+|\(\s*)${own}\s*\)?\s*(?:[=!]==?|,|\.\w*to\w+\()\s*${VALUE}|\w*(?:[Ee]qual\w*|assert_eq!?)\(\s*${VALUE}[^,()]*,\s*${own}`,
  );
  const others = lines.filter((line) => !isImport(line) && !/\brequire\s*\(/.test(line));
  // The tests say themselves what it has to be: then it is what they test.
  if (others.some((line) => EQUALS.test(line) && isHeldToValue.test(line))) return false;
  return others.some((line) => goesThrough.test(line) || (EQUALS.test(line) && standsOutside(line, name)));
}

/** It is no operand of a call within what is held against something. */
function standsOutside(line: string, name: string): boolean {
  const code = codeOf(line);
  const found = new RegExp(`(?<![\\w$])${literal(name)}(?![\\w$])`).exec(code);
  if (found === null) return false;
  let open = 0;
  for (const character of code.slice(0, found.index)) {
    if ('([{'.includes(character)) open += 1;
    if (')]}'.includes(character)) open -= 1;
  }
  return open <= 1;
}
