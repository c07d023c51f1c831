/**
 * Links of a workspace that lead out of it. A source that was copied may have been more than its directory:
 * the Python of a virtual environment, the repository of a worktree. Pure, but for the script that looks.
 */

const MAX_LINKS = 10;
const MAX_PATH_CHARACTERS = 200;

/**
 * Prints path, target and whether that is there, separated by tabs: of links near the top, and of a `.git`
 * that is a file, which names the repository.
 */
export const LINKS_SCRIPT = `
if [ -f .git ]; then
  to=$(sed -n 's/^gitdir: //p' .git)
  case $(readlink -m -- "$to") in
    /workspace/*) ;;
    *) if [ -e "$to" ]; then is=there; else is=missing; fi; printf '.git\\t%s\\t%s\\n' "$to" $is ;;
  esac
fi
find . -maxdepth 4 -name node_modules -prune -o -type l -print 2>/dev/null | head -n 500 | while IFS= read -r link; do
  to=$(readlink -m -- "$link")
  case $to in
    /workspace|/workspace/*) ;;
    *) if [ -e "$link" ]; then is=there; else is=missing; fi; printf '%s\\t%s\\t%s\\n' "\${link#./}" "$to" $is ;;
  esac
done | head -n ${MAX_LINKS + 1}
true`;

/** Those that lead to nothing come first: what needs them fails. */
export function linkLines(printed: string): string[] {
  const links = printed.split('\n').flatMap((line) => {
    const [path = '', target = '', state] = line.split('\t');
    return state === 'there' || state === 'missing' ? [{ path, target, isThere: state === 'there' }] : [];
  });
  const ordered = [...links.filter(({ isThere }) => !isThere), ...links.filter(({ isThere }) => isThere)];
  const lines = ordered
    .slice(0, MAX_LINKS)
    .map(
      ({ path, target, isThere }) =>
        `leads out of the workspace: ${cut(path)}, to ${cut(target)}, which is ${isThere ? 'there' : 'not there'}`,
    );
  const git = links.find(({ path, isThere }) => path === '.git' && !isThere);
  return [
    ...lines,
    ...(ordered.length > MAX_LINKS ? ['more links lead out of the workspace'] : []),
    ...(git === undefined
      ? []
      : ['git does not work here: the workspace was made from a worktree or a submodule']),
  ];
}

const cut = (path: string): string => path.slice(0, MAX_PATH_CHARACTERS);
