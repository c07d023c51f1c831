/** A patch without what stood around it: a code fence, a shell's heredoc, the foot of a mail. Pure. */

/**
 * `first`: where the patch itself begins; lines before it are left as they are, so that those of the patch
 * keep their numbers.
 */
export function unwrapped(lines: readonly string[], first: number): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const closing = (lines[last] ?? '').trim();
  const isClosed = lines.slice(0, first).some((line) => closingOf(line) === closing);
  return withoutFoot(isClosed ? lines.slice(0, last) : lines);
}

/** What ends that which the line begins: a fence, or a heredoc by its own word. */
function closingOf(line: string): string | undefined {
  const fence = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
  return (
    fence ??
    /<<-?\s*(?:'([^']+)'|"([^"]+)"|\\?(\w+))/
      .exec(line)
      ?.slice(1)
      .find((word) => word !== undefined)
  );
}

/** Git ends a mail by `-- ` and its version. */
function withoutFoot(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const isFoot = /^\d+\.\d+[\w.-]*$/.test((lines[last] ?? '').trim()) && lines[last - 1]?.trimEnd() === '--';
  return isFoot ? lines.slice(0, last - 1) : lines;
}
