/** Settings of the user, put where tools look for them. Pure. */
import type { Step } from '../exercise.ts';

/** In HOME, wherever that is, and in the workspace, in case that it is the HOME of a check. */
export const inHome = (path: string, content: string): Step => ({
  command: `for home in "$HOME" "$PWD"; do mkdir -p "$(dirname "$home/${path}")" && cat > "$home/${path}" <<'END'\n${content}\nEND\ndone`,
});
