/** Names that a part of a program gives a meaning of its own. Pure. */
import { codeOf, isImport } from '../text-lines.ts';

const wordsOf = (text: string): string[] => text.match(/[A-Za-z_$][\w$]*/g) ?? [];

/** Names that an import gives; `*` for all that a module has, where these go before what is there. */
export function importedNames(text: string): string[] {
  const code = text.split('\n').map(codeOf).join(' ');
  if (!isImport(code)) return [];
  const renamed = code.replace(/[\w$*.:]+\s+as\s+/g, '');
  const [, listed] = /\bfrom\s+[\w.]+\s+import\s+(.*)$/.exec(renamed) ?? [];
  if (listed !== undefined) return /\*/.test(listed) ? ['*'] : wordsOf(listed);
  const [, clause] = /^\s*import\s+(?:type\s+)?(.*?)\s+from\b/.exec(renamed) ?? [];
  if (clause !== undefined) return wordsOf(clause);
  const [, used] = /^\s*use\s+([^;]*)/.exec(renamed) ?? [];
  if (used !== undefined) return wordsOf(used.replace(/\w+::/g, ''));
  const [, modules] = /^\s*import\s+([\w.,\s]+)$/.exec(renamed) ?? [];
  return (modules ?? '').split(',').map((name) => name.trim().replace(/\..*$/, ''));
}

const DEFINED =
  /^\s*(?:(?:export|default|pub(?:\([^)]*\))?|async|unsafe|public|private|protected|internal|static|final|abstract|override|suspend|inline|virtual)\s+)*(?:def|function\s*\*?|class|func|fun|fn|struct|enum|trait|interface|type|mod|module|macro_rules!|record|union)\s+(?:\([^)]*\)\s*)?([A-Za-z_$][\w$]*)/;
/** `private static int twice(int x) {`, and methods of a class of JavaScript's. */
const TYPED =
  /^\s*(?!(?:if|for|while|switch|else|return|catch|match|new|await|throw|do|with)\b)(?:[\w<>[\],.*&:]+\s+)*([A-Za-z_$][\w$]*)\s*\([^;]*\)\s*(?:throws\s[\w.,\s]+|->\s*\w+)?\{/;

/** The name that the head of a function, a class or a type gives. */
export const definedName = (line: string): string | undefined =>
  (DEFINED.exec(line) ?? TYPED.exec(line))?.[1];

/** The type that a method of Go's belongs to. */
export const receiverOf = (line: string): string | undefined =>
  /^\s*func\s+\(\s*(?:\w+\s+)?\*?(\w+)/.exec(line)?.[1];

const DECLARED =
  /^\s*(?:(?:export|public|private|protected|static|final|pub)\s+)*(?:const|let|var|val|static|final|auto|my|our|local)\s+(?:mut\s+)?([\w$,\s]+|[{[][^=]*[}\]]|\([^=]*\))\s*(?::[^=]*)?(?:=(?!=)|;|$)/;
const GO_DECLARED = /^\s*(?:const|var)\s+([\w,\s]+?)\s+[\w.*[\]]+\s*(?:=|$)/;
const ASSIGNED = /^\s*\(?([A-Za-z_$][\w$]*(?:\s*,\s*\*?[A-Za-z_$][\w$]*)*)\)?\s*(?::[^=]*)?(?:=|:=)(?![=>])/;

/** Names that a statement declares, or gives a value where that declares them. */
export function assignedNames(line: string): { readonly names: string[]; readonly isDeclared: boolean } {
  const [, declared] = GO_DECLARED.exec(line) ?? DECLARED.exec(line) ?? [];
  // `{ a: b }` binds b.
  if (declared !== undefined)
    return { names: wordsOf(declared.replace(/[\w$]+\s*:/g, '')), isDeclared: true };
  const [whole = '', assigned] = ASSIGNED.exec(line) ?? [];
  return { names: wordsOf(assigned ?? ''), isDeclared: whole.endsWith(':=') };
}

/** What the part itself makes: neither handed to it, nor another name for something that was there. */
export function madeNames(lines: readonly string[]): ReadonlySet<string> {
  const made = new Set<string>();
  for (const line of lines.map(codeOf)) {
    const { names } = assignedNames(line);
    const value = line.slice(line.search(/=(?![=>])/) + 1).trim();
    const isOther = /^[\w$.]+;?$/.test(value) && !/^\d/.test(value);
    if (!isOther) for (const name of names) made.add(name);
    const [, looped] =
      /\bfor\b\s*\(?(?:const|let|var)?\s*([\w$,\s]+?)\s*(?:\bin\b|\bof\b|:=)/.exec(line) ?? [];
    for (const name of wordsOf(looped ?? '')) made.add(name);
  }
  return made;
}

/** Every name that the part declares or takes as a parameter. */
export function localNames(lines: readonly string[]): ReadonlySet<string> {
  const code = lines.map(codeOf);
  const parameters = code.flatMap((line) => [
    ...[...line.matchAll(/\(([^()]*)\)\s*(?:=>|\{|:|->)/g)].flatMap(([, listed = '']) => wordsOf(listed)),
    ...[...line.matchAll(/([\w$]+)\s*=>|\bas\s+(\w+)|\|([^|]*)\|/g)].flatMap((found) =>
      wordsOf(found.slice(1).join(' ')),
    ),
  ]);
  const declared = code.flatMap((line) => {
    const inner = line.replace(/^\s*(?:if|for|switch)\s*\(?\s*/, '');
    const found = [assignedNames(line), assignedNames(inner)];
    return found.flatMap(({ names, isDeclared }) => (isDeclared ? names : []));
  });
  return new Set([
    ...parameters,
    ...declared,
    ...madeNames(lines.filter((line) => /\b(?:for)\b/.test(line))),
  ]);
}
