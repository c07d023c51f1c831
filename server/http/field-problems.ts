/** What a zod schema has against a value, as fields and messages. Pure. */
import type { z } from 'zod';
import { nearNames } from '../../workflows/contract/patterns/near-names.ts';
import type { FieldProblem } from './problem.ts';

/** An unknown field is named itself, not only the object that holds it. */
export const fieldProblems = (error: z.ZodError): FieldProblem[] =>
  withoutEchoes(error.issues.flatMap((issue) => ofUnion(issue))).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys')
      return [{ field: issue.path.join('.') || 'body', message: issue.message }];
    const { path, keys } = issue;
    return keys.map((key) => ({
      field: [...path, key].join('.'),
      message: unknownField(key, keys) ?? issue.message,
    }));
  });

type Issue = z.core.$ZodIssue;

/** What zod says of a union that has no words of its own. */
const UNSAID = 'Invalid input';
const MISSING = 'is missing: it ';

/**
 * One form that fits but for what it holds is the one that was meant; otherwise each form says what it takes.
 */
function ofUnion(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.message !== UNSAID) return [issue];
  const within = ({ path, ...inner }: Issue): Issue =>
    ({ ...inner, path: [...issue.path, ...path] }) as Issue;
  const meant = issue.errors.find((form) => form.length > 0 && form.every(({ path }) => path.length > 0));
  if (meant !== undefined) return meant.flatMap((inner) => ofUnion(within(inner)));
  const forms = issue.errors.flatMap(([first]) => (first === undefined ? [] : ofUnion(first).slice(0, 1)));
  const wanted = [...new Set(forms.map(({ message }) => message.replace(MISSING, '')))].join(', or ');
  const isMissing = forms.some(({ message }) => message.startsWith(MISSING));
  return [{ ...issue, message: `${isMissing ? MISSING : ''}${wanted}` }];
}

/** A list in the place of a text is no text that is too long. */
function withoutEchoes(issues: readonly Issue[]): Issue[] {
  const mistyped = new Set(issues.filter(({ code }) => code === 'invalid_type').map(placeOf));
  return issues.filter((issue) => {
    const isMeasured = issue.code === 'too_small' || issue.code === 'too_big';
    return !isMeasured || !mistyped.has(placeOf(issue));
  });
}

const placeOf = ({ path }: Issue): string => JSON.stringify(path);

/** A schema names the unknown fields of an object in one list, which stays the same list to the end. */
const KNOWN = new WeakMap<readonly string[], readonly string[]>();

export const noteKnownFields = (unknown: readonly string[], known: readonly string[]): void => {
  KNOWN.set(unknown, known);
};

/**
 * What is said of one of the unknown fields, and of no other; `undefined`: their schema has its own words.
 */
export function unknownField(key: string, unknown: readonly string[]): string | undefined {
  const known = KNOWN.get(unknown);
  if (known === undefined) return undefined;
  const meant = meantField(key, known);
  const hint = meant === undefined ? '' : `; did you mean "${meant}" in place of "${key}"?`;
  return `Unrecognized key: "${key}"${hint}`;
}

const meantField = (key: string, known: readonly string[]): string | undefined =>
  nearNames(key, known)[0] ?? sameBeginning(key, known);

/** E.g. `timeout` and `timeoutMs` for `timeoutSeconds`, where only one field begins with that word. */
function sameBeginning(key: string, known: readonly string[]): string | undefined {
  const begin = firstWord(key);
  const found = begin.length < MIN_WORD ? [] : known.filter((name) => firstWord(name) === begin);
  return found.length === 1 ? found[0] : undefined;
}

const MIN_WORD = 4;

const firstWord = (name: string): string =>
  (/^[A-Z]?[a-z]+(?=[A-Z_-]|$)/.exec(name)?.[0] ?? '').toLowerCase();
