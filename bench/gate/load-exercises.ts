/** Reads the exercises from their folders. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Exercise, Language } from './exercise.ts';

const EXERCISES = join(import.meta.dirname, 'exercises');
const LANGUAGES: readonly Language[] = ['python', 'javascript', 'go'];

/** What a thread's workspace starts as. */
export const startFolder = ({ language, name }: Exercise): string =>
  join(EXERCISES, language, name.slice(language.length + 1), 'start');

/** Loads at most `limit` of each language, in the order of their names. */
export async function loadExercises(limit = Number.POSITIVE_INFINITY): Promise<Exercise[]> {
  const lists = await Promise.all(
    LANGUAGES.map(async (language) => {
      const names = (await readdir(join(EXERCISES, language))).sort().slice(0, limit);
      return Promise.all(names.map((name) => loadExercise(language, name)));
    }),
  );
  return lists.flat();
}

async function loadExercise(language: Language, name: string): Promise<Exercise> {
  const folder = join(EXERCISES, language, name);
  const [description, start, solution] = await Promise.all([
    readFile(join(folder, 'exercise.json'), 'utf8'),
    readFiles(join(folder, 'start')),
    readFiles(join(folder, 'solution')),
  ]);
  return { ...JSON.parse(description), name: `${language}-${name}`, language, start, solution };
}

async function readFiles(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (file) => [relative(folder, file), await readFile(file, 'utf8')] as const),
  );
  return Object.fromEntries(texts);
}
