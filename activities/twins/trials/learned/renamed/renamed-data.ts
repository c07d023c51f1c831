/** Tests that look for their data under another name. Pure but for the lot. */
import { posix } from 'node:path';
import type { Random } from '../../../drawing/random.ts';
import type { TestFile } from '../../find-twins.ts';
import type { Renaming } from './renaming.ts';

interface RenamedQuestion {
  readonly judges: readonly TestFile[];
  readonly data: readonly TestFile[];
  /** What has to be found under another name. */
  readonly paths: readonly string[];
  readonly random: Random;
}

/** Whole folders that are handed over hold both names, as does the folder that programs are started in. */
const COPIES = /\b(?:rsync|tar|cpio|CopyFS)\b|\bcp\b[^\n;|&]*(?:\s-\w*[raR]|\*)/;
const ENTERS = /\b(?:cd|pushd)\s+([^;&|\n]*)|\bChdir\(([^)\n]*)|\.Dir\s*=\s*([^\n]*)/g;
const UPWARDS = /^["']?$|\.\.\/?["')]*\s*$/;
const NAME_LETTERS = 11;

/** `undefined`: the tests do not say its name, or others do besides. */
export function renamedData({ judges, data, paths, random }: RenamedQuestion): Renaming | undefined {
  const said = judges.map(({ text }) => text).join('\n');
  const enters = [...said.matchAll(ENTERS)].map(
    ([, ...places]) => places.find((one) => one !== undefined) ?? '',
  );
  if (COPIES.test(said) || !enters.every((place) => UPWARDS.test(place))) return undefined;
  const name = random.letters(NAME_LETTERS);
  const way = waysOf(paths).find(
    ({ found }) => judges.some(({ text }) => found.test(text)) && data.every(({ text }) => !found.test(text)),
  );
  if (way === undefined) return undefined;
  const other = (text: string): string => text.replaceAll(new RegExp(way.found, 'g'), () => way.as(name));
  return {
    texts: judges
      .filter(({ text }) => way.found.test(text))
      .map(({ path, text }) => ({ path, text: other(text) })),
    pathOf: (path) => way.pathOf(path, name),
  };
}

interface Way {
  /** How the tests say it. */
  readonly found: RegExp;
  readonly as: (name: string) => string;
  readonly pathOf: (path: string, name: string) => string | undefined;
}

/** The whole name is another one, which no pattern then finds beside its own, or only what it ends in. */
function waysOf(paths: readonly string[]): Way[] {
  const [first = ''] = paths;
  const { base, ext, dir } = posix.parse(first);
  const areAlike = (part: (path: string) => string): boolean =>
    paths.every((path) => part(path) === part(first));
  return [
    ...(paths.length === 1 && base !== ''
      ? [
          {
            found: new RegExp(String.raw`(?<![\w.-])${escaped(base)}(?![\w.-])`),
            as: (name: string) => `.${name}${ext}`,
            pathOf: (path: string, name: string) =>
              path === first ? posix.join(dir, `.${name}${ext}`) : undefined,
          },
        ]
      : []),
    ...(ext !== '' && areAlike(posix.extname)
      ? [
          {
            found: new RegExp(String.raw`${escaped(ext)}(?![\w.-])`),
            as: (name: string) => `.${name}`,
            pathOf: (path: string, name: string) =>
              posix.extname(path) === ext ? `${path.slice(0, -ext.length)}.${name}` : undefined,
          },
        ]
      : []),
  ];
}

const escaped = (text: string): string => text.replaceAll(/\W/g, String.raw`\$&`);
