/** A plain line diff written as a patch, to test the reader of patches against. */

/** Hunks that turn `before` into `after`, with up to `context` kept lines around each change. */
export function diffAsPatch(
  path: string,
  before: readonly string[],
  after: readonly string[],
  context: number,
): string {
  const steps = align(before, after);
  const isNear = steps.map((_, index) =>
    steps.slice(Math.max(0, index - context), index + context + 1).some((step) => step[0] !== ' '),
  );
  const lines: string[] = [];
  steps.forEach((step, index) => {
    if (!isNear[index]) return;
    if (!isNear[index - 1]) lines.push('@@');
    lines.push(step);
    // A hunk at the end says so, or a hunk that looks the same further up could be meant.
    if (index === steps.length - 1) lines.push('*** End of File');
  });
  return ['*** Begin Patch', `*** Update File: ${path}`, ...lines, '*** End Patch'].join('\n');
}

/** Longest common subsequence; every line with ` `, `-` or `+` in front. */
function align(before: readonly string[], after: readonly string[]): string[] {
  const lengths = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  const length = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = lengths[i] ?? [];
      row[j] =
        before[i] === after[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const steps: string[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      steps.push(` ${before[i]}`);
      i += 1;
      j += 1;
    } else if (i < before.length && (j >= after.length || length(i + 1, j) >= length(i, j + 1))) {
      steps.push(`-${before[i]}`);
      i += 1;
    } else {
      steps.push(`+${after[j]}`);
      j += 1;
    }
  }
  return steps;
}
