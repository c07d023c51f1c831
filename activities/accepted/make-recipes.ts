/** What `make` would run for its goals, as far as a Makefile says it plainly. Pure. */

interface Rule {
  readonly needs: readonly string[];
  readonly recipe: readonly string[];
}

/** Command lines of these targets and of what they need; without targets those of the first one. */
export function makeRecipes(makefile: string, goals: readonly string[]): string[] {
  const rules = rulesIn(expanded(makefile.replaceAll('\\\n', ' ')));
  const first = [...rules.keys()].find((name) => !name.startsWith('.'));
  const open = goals.length > 0 ? [...goals] : first === undefined ? [] : [first];
  const seen = new Set<string>();
  const lines: string[] = [];
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    const rule = seen.has(name) ? undefined : rules.get(name);
    seen.add(name);
    if (rule === undefined) continue;
    lines.push(...rule.recipe);
    open.push(...rule.needs);
  }
  return lines;
}

function rulesIn(text: string): ReadonlyMap<string, Rule> {
  const rules = new Map<string, Rule>();
  let names: readonly string[] = [];
  for (const line of text.split('\n')) {
    const head = /^([^\s#:=][^#:=]*)::?(?!=)([^#;]*)(?:;(.*))?/.exec(line);
    const command = line.startsWith('\t') ? line : head?.[3];
    if (head !== null) names = wordsOf(head[1]);
    for (const name of head === null && command === undefined ? [] : names) {
      const { needs, recipe } = rules.get(name) ?? { needs: [], recipe: [] };
      rules.set(name, {
        needs: [...needs, ...wordsOf(head?.[2])],
        // A line that may fail begins with `-`; what it starts decides nothing.
        recipe: [...recipe, ...commandOf(command)],
      });
    }
  }
  return rules;
}

const wordsOf = (text = ''): string[] => text.split(/\s+/).filter((word) => word !== '');

function commandOf(line: string | undefined): string[] {
  const marks = /^\s*[@+-]*/.exec(line ?? '')?.[0] ?? '';
  const command = (line ?? '').slice(marks.length).trim();
  return command === '' || marks.includes('-') ? [] : [command.replaceAll('$$', '$')];
}

/** The text with the values of those variables that the file itself gives a plain one. */
function expanded(text: string): string {
  const values = new Map(
    [...text.matchAll(/^(\w+)\s*[:?]?=\s*([^\n#$]*)/gm)].map(([, name = '', value = '']) => [
      name,
      value.trim(),
    ]),
  );
  return text.replaceAll(/\$[({](\w+)[)}]/g, (written, name: string) => values.get(name) ?? written);
}
