/** Which accepted file a new one takes the place of, where a program looks for one of several names. Pure. */
import { posix } from 'node:path';

const inFolder = (folder: string, name: string): string => (folder === '.' ? name : `${folder}/${name}`);

/** The first of several names in one folder is taken. */
const IN_ORDER: readonly (readonly string[])[] = [
  ['GNUmakefile', 'makefile', 'Makefile'],
  ['compose.yaml', 'compose.yml', 'docker-compose.yml'],
  ['pytest.ini', '.pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg'],
];
/** A package of these settings is read by whatever starts below it. */
const SETTINGS_BESIDE: Readonly<Record<string, string>> = {
  '.npmrc': 'package.json',
  '.yarnrc.yml': 'package.json',
};
const NEAREST: readonly string[] = ['package.json'];

export interface TakenFrom {
  /** Whether it is a file that was accepted. */
  isAccepted(path: string): boolean;
  /** Whether it stands there still: a module that became a package was moved, not hidden. */
  isThere(path: string): boolean;
  /** Whether accepted programs stand below a folder, which a nearer package then governs. */
  holdsPrograms(folder: string): boolean;
}

/** `undefined` where nothing that was accepted is taken the place of. */
export function takesPlaceOf(
  path: string,
  { isAccepted, isThere, holdsPrograms }: TakenFrom,
): string | undefined {
  const folder = posix.dirname(path);
  const name = posix.basename(path);
  const later = IN_ORDER.flatMap((names) => {
    const at = names.indexOf(name);
    return at < 0 ? [] : names.slice(at + 1).map((each) => inFolder(folder, each));
  });
  const beside = SETTINGS_BESIDE[name];
  const above =
    NEAREST.includes(name) && holdsPrograms(folder)
      ? foldersAbove(folder).map((each) => inFolder(each, name))
      : [];
  const wanted = [
    ...later,
    ...(beside === undefined ? [] : [inFolder(folder, beside)]),
    ...above,
    ...asModule(folder, name).filter(isThere),
  ];
  return wanted.find((each) => isAccepted(each));
}

/** A folder goes before a module of the same name, and a compiled module before its text. */
function asModule(folder: string, name: string): string[] {
  const compiled = /^(\w+)\.(?:[\w-]+\.)?(?:so|pyd)$/.exec(name)?.[1];
  if (compiled !== undefined) return [inFolder(folder, `${compiled}.py`)];
  return name === '__init__.py' || name === '__main__.py' ? [`${folder}.py`] : [];
}

function foldersAbove(folder: string): string[] {
  if (folder === '.') return [];
  const above = posix.dirname(folder);
  return [above, ...foldersAbove(above)];
}
