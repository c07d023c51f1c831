/** Settings of the user, put where tools look for them. Pure. */
import type { Step } from '../exercise.ts';

/**
 * Writes it into HOME, wherever that is, and into the workspace, in case that this is the HOME of a check.
 */
export const inHome = (path: string, content: string): Step => ({
  command: `for home in "$HOME" "$PWD"; do mkdir -p "$(dirname "$home/${path}")" && cat > "$home/${path}" <<'END'\n${content}\nEND\ndone`,
});
