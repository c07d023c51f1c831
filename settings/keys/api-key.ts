/** A key as a provider gives it. What came along when it was copied would be sent, and refused all night. */
import { z } from 'zod';

/** A request's head takes no others. */
const VISIBLE = /^[\x21-\x7e]+$/;

export const apiKey = z.string().transform((text, context): string => {
  const trouble = troubleWith(text);
  if (trouble === undefined) return text;
  context.addIssue({ code: 'custom', message: trouble });
  return z.NEVER;
});

/** The key itself is never told. */
function troubleWith(text: string): string | undefined {
  if (text.trim() === '') return 'holds nothing but blanks';
  if (/^Bearer\s/i.test(text)) return 'must be the key alone, without "Bearer" before it';
  if (/^(["'`]).*\1$/s.test(text)) return 'must be the key alone, without quotes around it';
  if (VISIBLE.test(text)) return undefined;
  const place = [...text].findIndex((character) => !VISIBLE.test(character)) + 1;
  return `has a blank, a line break or another character that no key has, at place ${place}: copy it anew`;
}
