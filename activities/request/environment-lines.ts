/** What commands find in the sandbox, said to whoever begins there. Pure, but for the scripts that look. */
import { DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS } from '../../context/tools/shell.ts';

const TOOLS = [
  ...['node', 'python3', 'go', 'cargo', 'java', 'ruby', 'php', 'gcc', 'make', 'cmake', 'git', 'rg', 'jq'],
];
/** Those that say their version in another way. */
const VERSION_ARGUMENT: Readonly<Record<string, string>> = { go: 'version', java: '-version' };
const MAX_LISTED = 60;
const MAX_NAME_CHARACTERS = 80;

/** Prints the system, then a line for each tool: its name, and what it says of its version. */
export const TOOLS_SCRIPT = `. /etc/os-release 2>/dev/null; echo "$PRETTY_NAME, $(uname -sm)"
${TOOLS.map((tool) => `(command -v ${tool} >/dev/null && echo "${tool} $(timeout 5 ${tool} ${VERSION_ARGUMENT[tool] ?? '--version'} 2>&1 | head -n 1)") &`).join('\n')}
wait`;

/** Prints the names at the top of the workspace, of folders with a slash. */
export const LISTING_SCRIPT = `ls -1Ap | head -n ${MAX_LISTED + 1}`;

/** E.g. `system: Debian GNU/Linux 12, Linux x86_64` and `programs: node 20.20.2, git 2.39.5`. */
export function toolLines(printed: string): string[] {
  const [system = '', ...lines] = printed.split('\n').filter((line) => line !== '');
  if (system === '') return [];
  const said = new Map(lines.map((line) => [line.split(' ', 1)[0], line]));
  const found = TOOLS.flatMap((tool) => {
    const line = said.get(tool);
    const version = line === undefined ? undefined : /\d+(\.\d+)+/.exec(line.slice(tool.length))?.[0];
    return line === undefined ? [] : [version === undefined ? tool : `${tool} ${version}`];
  });
  const missing = TOOLS.filter((tool) => !said.has(tool));
  return [
    `system: ${system.trim().replace(/^, /, '')}`,
    `programs: ${found.join(', ')}`,
    ...(missing.length === 0 ? [] : [`not installed: ${missing.join(', ')}`]),
  ];
}

export function listingLine(printed: string): string {
  const names = printed.split('\n').filter((name) => name !== '');
  if (names.length === 0) return 'the workspace is empty';
  const shown = names.slice(0, MAX_LISTED).map((name) => name.slice(0, MAX_NAME_CHARACTERS));
  return `in /workspace: ${shown.join(' ')}${names.length > MAX_LISTED ? ' and more' : ''}`;
}

export const LIMITS_LINE =
  `limits: no network; a command may take ${DEFAULT_TIMEOUT_SECONDS} s, or up to ${MAX_TIMEOUT_SECONDS} s if it asks; 16 KB of its output are shown; ` +
  'a process may hold 4 GiB of memory, a file 1 GiB; 512 processes; 256 MiB in /tmp, which is empty for each command; ' +
  'commits without an identity of their own are by Goalkeeper';

export const dateLine = (nowMs: number): string =>
  `date: ${new Date(nowMs).toISOString().slice(0, 10)} (UTC)`;
