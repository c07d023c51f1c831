/** A group of Go's imports as so many lines: whoever imports a second package writes the first anew. Pure. */
export function withSingleImports(lines: readonly string[]): string[] {
  let isInGroup = false;
  return lines.flatMap((line) => {
    if (line === 'import (') isInGroup = true;
    else if (isInGroup && line === ')') isInGroup = false;
    else return isInGroup ? [`import ${line.trim()}`] : [line];
    return [];
  });
}
