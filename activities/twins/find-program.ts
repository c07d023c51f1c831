import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/**
 * The first of the places that holds the program, executable. Places are fixed: no variable of the
 * environment names one.
 */
export function findProgram(name: string, places: readonly string[]): string | undefined {
  return places
    .map((place) => join(place, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
