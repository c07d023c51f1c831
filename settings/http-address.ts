/** The address of a provider's API. A name alone reads like one, and its port like a scheme. */
import { z } from 'zod';

const HTTP = /^https?:\/\//i;
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
/** What the client adds by itself. */
const ROUTES = /\/(chat\/completions|completions|responses|models)\/*$/;

/** An `http://` or `https://` URL up to where its routes begin; what was meant is guessed and told. */
export const httpAddress = z.string().transform((text, context): string => {
  const trouble = troubleWith(text);
  if (trouble === undefined) return text;
  context.addIssue({ code: 'custom', message: trouble });
  return z.NEVER;
});

function troubleWith(text: string): string | undefined {
  if (!HTTP.test(text)) return `must begin with http:// or https://${guess(text)}`;
  if (!URL.canParse(text)) return 'is no URL, such as https://api.example.org/v1';
  const { pathname, search, hash } = new URL(text);
  if (search !== '' || hash !== '') return 'must have no ? and no #: routes are added to it';
  if (ROUTES.test(pathname))
    return `must end where the routes begin, which are added to it: ${text.replace(ROUTES, '')}`;
  return undefined;
}

/** Who forgets the scheme mostly means a machine near by. */
function guess(text: string): string {
  const rest = text.replace(/^\/+/, '');
  if (SCHEME.test(text) || !URL.canParse(`http://${rest}`)) return ', e.g. http://localhost:11434/v1';
  const { host, pathname } = new URL(`http://${rest}`);
  return `: did you mean http://${host}${pathname === '/' ? '/v1' : pathname}?`;
}
