/** Content negotiation by the `Accept` header (RFC 9110, 12.5.1). Pure. */
import { ProblemError } from './problem.ts';

/**
 * The type that the header prefers of those offered, of equals the first one offered; `undefined`: it accepts
 * none. Without a header, or with an empty one, anything is accepted. A range that cannot be read is left
 * out.
 */
export function preferredType<Type extends string>(
  accept: string | undefined,
  offered: readonly Type[],
): Type | undefined {
  const ranges = (accept?.trim() || '*/*').split(',').flatMap(rangeOf);
  const rated = offered.map((type) => ({ type, quality: qualityOf(type, ranges) }));
  const best = Math.max(...rated.map(({ quality }) => quality));
  return best > 0 ? rated.find(({ quality }) => quality === best)?.type : undefined;
}

/** The same; throws a 406 with these words where none is accepted. */
export function requiredType<Type extends string>(
  accept: string | undefined,
  offered: readonly Type[],
  words: { readonly title: string; readonly detail: string },
): Type {
  const type = preferredType(accept, offered);
  if (type === undefined) throw new ProblemError({ status: 406, code: 'notAcceptable', ...words });
  return type;
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

function rangeOf(text: string): Range[] {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  if (!/^[^\s/]+\/[^\s/]+$/.test(type)) return [];
  const weight = parameters.find((parameter) => /^q\s*=/.test(parameter));
  const quality = weight === undefined ? 1 : Number(weight.slice(weight.indexOf('=') + 1));
  return quality >= 0 && quality <= 1 ? [{ type, quality }] : [];
}

/** The most exact range that covers the type decides. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  const wholeFamily = `${type.split('/')[0]}/*`;
  for (const wanted of [type, wholeFamily, '*/*']) {
    const range = ranges.find((candidate) => candidate.type === wanted);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
