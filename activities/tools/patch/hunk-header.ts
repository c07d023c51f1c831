/** The line that begins a hunk, as either format writes it, and as models do. Pure. */
export interface HunkHeader {
  /** Where the hunk stands in the old file, 1-based. */
  readonly line?: number;
  /** How many lines it has of the old file and of the new one, by its own account. */
  readonly counts?: readonly [old: number, new: number];
  /** What stands behind; `''`: nothing that says anything. */
  readonly text: string;
}

const NUMBERED = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))?(?: @@|@@)?(.*)$/;

/** `undefined`: the line is no such header; one of a merge (`@@@`) is none either. */
export function readHunkHeader(line: string): HunkHeader | undefined {
  if (!/^@@(?!@)/.test(line)) return undefined;
  const [, at, old, added, behind = ''] = NUMBERED.exec(line.trimEnd()) ?? [];
  if (at === undefined) return { text: textOf(line.slice(2)) };
  return { line: Number(at), counts: [Number(old ?? 1), Number(added ?? 1)], text: textOf(behind) };
}

/** Dots, and the numbers that a model left out, name no line. */
function textOf(behind: string): string {
  const text = behind.replace(/ @@$/, '').replace(/^ /, '').trimEnd();
  return /^[-+.,\u2026\s@]*$/.test(text) ? '' : text;
}
