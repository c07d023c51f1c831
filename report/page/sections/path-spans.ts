/** A few paths of many, as the next part of a line. Pure. */
import type { Span, Tone } from '../page.ts';

const MAX_PATHS = 8;

export function pathSpans(title: string, paths: readonly string[], tone?: Tone): Span[] {
  if (paths.length === 0) return [];
  const named = paths
    .slice(0, MAX_PATHS)
    .flatMap((path, index): Span[] => [index === 0 ? ' ' : ', ', { code: path }]);
  const rest = paths.length - MAX_PATHS;
  return [
    '; ',
    tone === undefined ? `${title}:` : { mark: `${title}:`, tone },
    ...named,
    ...(rest > 0 ? [` and ${rest} more`] : []),
  ];
}
