/** The address of a provider's API. A name alone reads like one, and its port like a scheme. */
import { z } from 'zod';

const HTTP = /^https?:\/\//i;
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
/** What the client adds by itself. */
const ROUTES = /\/(chat\/completions|completions|responses|models)\/*$/;

/** Ports of other protocols: `fetch` asks none of them (https://fetch.spec.whatwg.org/#port-blocking). */
const CLOSED_PORTS = new Set([
  ...[
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  ],
  ...[
    109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  ],
  ...[526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049],
  ...[3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080],
]);

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
  const { pathname, search, hash, port } = new URL(text);
  if (CLOSED_PORTS.has(Number(port))) return `has port ${port}, which is closed to HTTP: take another one`;
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
