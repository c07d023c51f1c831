/** A patch that cannot be read; its message is for the model, and names the line. */
export class PatchSyntaxError extends Error {}

/** `index`: of the line, 0-based; shown counted from 1. */
export const unexpected = (line: string, index: number, expected: string): PatchSyntaxError =>
  new PatchSyntaxError(
    `line ${index + 1}: expected ${expected}, found ${JSON.stringify(line.slice(0, 80))}.`,
  );
