/** The shortest way from one list of lines to another (Myers, 1986). Pure. */

export interface LineEdit {
  readonly kind: 'keep' | 'drop' | 'add';
  readonly line: string;
}

/**
 * Time and memory grow with its square; texts that differ more are told as wholly replaced, which is true as
 * well.
 */
const MAX_EDITS = 1_000;

/** The lines of both, in an order in which either text can be read off. */
export function lineEdits(before: readonly string[], after: readonly string[]): LineEdit[] {
  const prefix = commonPrefix(before, after);
  const suffix = commonSuffix(before.slice(prefix), after.slice(prefix));
  const old = before.slice(prefix, before.length - suffix);
  const now = after.slice(prefix, after.length - suffix);
  return [
    ...before.slice(0, prefix).map(keep),
    ...(middleEdits(old, now) ?? [...old.map(drop), ...now.map(add)]),
    ...before.slice(before.length - suffix).map(keep),
  ];
}

const keep = (line: string): LineEdit => ({ kind: 'keep', line });
const drop = (line: string): LineEdit => ({ kind: 'drop', line });
const add = (line: string): LineEdit => ({ kind: 'add', line });

function commonPrefix(a: readonly string[], b: readonly string[]): number {
  const end = Math.min(a.length, b.length);
  let count = 0;
  while (count < end && a[count] === b[count]) count += 1;
  return count;
}

function commonSuffix(a: readonly string[], b: readonly string[]): number {
  const end = Math.min(a.length, b.length);
  let count = 0;
  while (count < end && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}

/** Says for each diagonal `x - y` how far `x` gets with so many edits. */
type Reach = Map<number, number>;

/** `undefined`: more than the most edits are needed. */
function middleEdits(old: readonly string[], now: readonly string[]): LineEdit[] | undefined {
  const reached: Reach[] = [];
  let last: Reach = new Map([[1, 0]]);
  for (let edits = 0; edits <= Math.min(MAX_EDITS, old.length + now.length); edits++) {
    const next: Reach = new Map();
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOf(last, diagonal, edits);
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) return backtrack([...reached, last], old, now);
    }
    reached.push(last);
    last = next;
  }
  return undefined;
}

/** One step down adds a line, one to the right drops one; the way that gets further is taken. */
const goesDown = (last: Reach, diagonal: number, edits: number): boolean =>
  diagonal === -edits ||
  (diagonal !== edits && (last.get(diagonal - 1) ?? 0) < (last.get(diagonal + 1) ?? 0));

const startOf = (last: Reach, diagonal: number, edits: number): number =>
  goesDown(last, diagonal, edits) ? (last.get(diagonal + 1) ?? 0) : (last.get(diagonal - 1) ?? 0) + 1;

/** Goes from the end of both back to their beginning. */
function backtrack(reached: readonly Reach[], old: readonly string[], now: readonly string[]): LineEdit[] {
  const edits: LineEdit[] = [];
  let x = old.length;
  let y = now.length;
  for (let count = reached.length - 1; count >= 0; count--) {
    const last = reached[count] ?? new Map();
    const diagonal = x - y;
    const isDown = goesDown(last, diagonal, count);
    const from = isDown ? diagonal + 1 : diagonal - 1;
    const startX = last.get(from) ?? 0;
    const startY = startX - from;
    while (x > startX && y > startY && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      edits.push(keep(old[x] ?? ''));
    }
    if (count === 0) break;
    edits.push(isDown ? add(now[startY] ?? '') : drop(old[startX] ?? ''));
    x = startX;
    y = startY;
  }
  return edits.reverse();
}
