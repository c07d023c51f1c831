/** What a zod schema has against a value, as fields and messages. Pure. */
import type { z } from 'zod';
import type { FieldProblem } from './problem.ts';

/** An unknown field is named itself, not only the object that holds it. */
export const fieldProblems = (error: z.ZodError): FieldProblem[] =>
  withoutEchoes(error.issues.flatMap((issue) => ofUnion(issue))).flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return keys.map((key) => ({
      field: [...issue.path, ...(key === undefined ? [] : [key])].join('.') || 'body',
      message: issue.message,
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
