/**
 * Commands that stand in words. None is invented: a command in backticks, or one that can be nothing else.
 * Pure.
 */
import { splitCommand } from '../../../workflows/contract/command-line/command-words.ts';
import { runnersIn } from '../../../workflows/contract/runner-files.ts';

/** Programs that check something, besides the runners. */
const PROGRAMS = new Set(
  (
    'test diff cmp grep rg jq awk curl bash sh eslint biome prettier ruff mypy pyright flake8 black tsc deno bun hyperfine k6 wrk ' +
    'ab ctest cmake ninja bazel gradle gradlew mvn mvnw dotnet msbuild rake rspec bundle php phpunit composer mix swift zig ' +
    'stack cabal sbt lein Rscript julia terraform helm docker psql sqlite3 git nox sphinx-build mkdocs hugo playwright cypress'
  ).split(' '),
);

/** Where a command in running words surely ends; cut off anywhere else, it would be another command. */
const END = String.raw`(?=[,.;:)]?\s*$|[,.;:)]\s|\s(?:and|or|while|without|which|exits?|pass(?:es)?|succeeds?|must|on|with|in|so|then|before|after|until|;)(?:\s|$))`;
const OPTIONS = String.raw`(?: --?[\w./:=-]*\w)*`;

/** A runner outside of backticks counts with what only a command has. */
const PLAIN: readonly RegExp[] = [
  String.raw`(?:npm|pnpm|yarn) (?:test|run [\w:.-]*\w)(?: -- [\w./:=-]*\w)?`,
  String.raw`npx [\w@/.-]*\w${OPTIONS}`,
  `cargo (?:test|bench|build|check|clippy)${OPTIONS}`,
  String.raw`go (?:test|vet|build)${OPTIONS} \.\/(?:[\w/]*\.\.\.|[\w/]*\w)`,
  String.raw`(?:python3?|node|bash|sh) [\w./-]*\w\.(?:py|[cm]?[jt]s|sh)${OPTIONS}`,
  String.raw`python3? -m \w[\w.]*\w${OPTIONS}`,
  String.raw`pytest(?: --?[\w./:=-]*\w| [\w.-]*\/[\w./:-]*\w| [\w-]+\.py)+`,
].map((pattern) => new RegExp(String.raw`\b${pattern}${END}`, 'gm'));

export function commandsIn(words: string): string[] {
  const ticked = [...words.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code.trim());
  const plain = words.replace(/`[^`]*`/g, ' ; ');
  const clear = PLAIN.flatMap((pattern) => [...plain.matchAll(pattern)].map(([found]) => found));
  return [...new Set([...ticked.filter(isCommand), ...clear])];
}

/** A known program with arguments, a runner that needs none, or a script of the workspace. */
function isCommand(code: string): boolean {
  const [first] = splitCommand(code);
  const program = first?.words.find((word) => !/^[A-Za-z_]\w*=/.test(word));
  if (first === undefined || program === undefined) return false;
  if (runnersIn([code]).length > 0) return first.words.length > 1 || STANDS_ALONE.has(program);
  if (PROGRAMS.has(program.slice(program.lastIndexOf('/') + 1))) return first.words.length > 1;
  return /^\.{1,2}\//.test(program) && (first.words.length > 1 || program.endsWith('.sh'));
}

const STANDS_ALONE = new Set(['pytest', 'jest', 'vitest', 'mocha', 'make', 'tox']);
