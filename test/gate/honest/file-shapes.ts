/** Work that is made of folders, modes, links, names and kinds of files rather than of text. */
import { shell } from '../../support/model/scripts.ts';
import { type HonestShape, REPAIR } from './shape.ts';

/** The whole work is one command, and the check looks at what it made. */
const made = (
  name: string,
  check: string,
  command: string,
  more: Partial<HonestShape> = {},
): HonestShape => ({
  name,
  check,
  work: [shell(command)],
  ...more,
});
/** The usual work, with something awkward lying about in the declared folder. */
const beside = (name: string, command: string, more: Partial<HonestShape> = {}): HonestShape => ({
  name,
  work: [REPAIR, shell(command)],
  ...more,
});

export const FILE_SHAPES: readonly HonestShape[] = [
  made('folders in folders, all empty', 'test -d src/a/b/c && test -d src/a/d', 'mkdir -p src/a/b/c src/a/d'),
  made('a folder removed', 'test ! -e src/old', 'rm -r src/old', { source: { 'src/old/deep/x.txt': 'x' } }),
  made('an empty folder removed', 'test ! -e src/empty', 'rmdir src/empty', {
    source: { 'src/empty': { folder: true } },
  }),
  made('a folder renamed', 'test -f src/new/x.txt && test ! -e src/old', 'mv src/old src/new', {
    source: { 'src/old/x.txt': 'x' },
  }),
  made('a folder closed to others', 'test "$(stat -c %a src/private)" = 700', 'mkdir -m 700 src/private'),
  made('a folder with the sticky bit', 'test "$(stat -c %a src/drop)" = 1777', 'mkdir -m 1777 src/drop'),
  made('a script made executable', './src/go.sh', 'chmod +x src/go.sh', {
    source: { 'src/go.sh': '#!/bin/sh\nexit 0\n' },
  }),
  made('a file made read-only', 'test "$(stat -c %a src/double.mjs)" = 444', 'chmod 444 src/double.mjs'),
  made('a folder made read-only', 'test "$(stat -c %a src/fixed)" = 555', 'chmod 555 src/fixed', {
    source: { 'src/fixed/x.txt': 'x' },
  }),
  made('a link to a file', 'test "$(cat src/latest)" = one', 'echo one > src/v1; ln -s v1 src/latest'),
  made(
    'a link to a folder',
    'test "$(cat src/current/x)" = one',
    'mkdir src/r1; echo one > src/r1/x; ln -s r1 src/current',
  ),
  made('a link that leads nowhere', 'test -L src/soon && test ! -e src/soon', 'ln -s later src/soon'),
  made('a link turned to another target', 'test "$(readlink src/now)" = b', 'ln -sfn b src/now', {
    source: { 'src/now': { link: 'a' } },
  }),
  made(
    'a link replaced by what it led to',
    'test -f src/now && test ! -L src/now',
    'rm src/now; cp src/a src/now',
    {
      source: { 'src/now': { link: 'a' }, 'src/a': 'one\n' },
    },
  ),
  made('a file replaced by a link', 'test -L src/a', 'mv src/a src/b; ln -s b src/a', {
    source: { 'src/a': 'one\n' },
  }),
  made(
    'a file replaced by a folder',
    'test -f src/a/index',
    'mv src/a src/t; mkdir src/a; mv src/t src/a/index',
    {
      source: { 'src/a': 'one\n' },
    },
  ),
  made('a folder replaced by a file', 'test -f src/a', 'mv src/a/index src/t; rmdir src/a; mv src/t src/a', {
    source: { 'src/a/index': 'one\n' },
  }),
  made('a file renamed', 'test -f src/b.txt && test ! -e src/a.txt', 'mv src/a.txt src/b.txt', {
    source: { 'src/a.txt': 'one\n' },
  }),
  made('a name in other letters', 'ls src | grep -qx README', 'mv src/Readme src/README', {
    source: { 'src/Readme': 'one\n' },
  }),
  made('a file emptied', 'test -f src/log && test ! -s src/log', ': > src/log', {
    source: { 'src/log': 'one\n' },
  }),
  made('a file newer than another', 'test src/out -nt src/in', 'touch src/out', {
    source: { 'src/in': 'i', 'src/out': 'o' },
    made: 'touch -d 2020-01-01 src/out; touch -d 2021-01-01 src/in',
  }),
  made('a root folder made by the work', 'test -f docs/index.md', 'mkdir docs; echo x > docs/index.md', {
    writePaths: ['docs/**', 'src/**'],
  }),
  beside('a name of two lines', "touch $'src/two\\nlines'"),
  beside('a name that is no UTF-8', "touch $'src/\\xff\\xfe'"),
  beside('names like patterns and options', "touch 'src/*' 'src/[a]' src/--help 'src/ends ' 'src/{a,b}'"),
  beside('a name of two forms in Unicode', "touch $'src/e\\u0301' $'src/\\u00e9'"),
  beside('a name of 250 characters', 'touch "src/$(printf "%0250d" 1)"'),
  beside(
    'a path of 1,500 characters',
    'for i in 1 2 3 4 5 6 7; do mkdir -p "$(printf "src/%0200d" 1)" && cd "$(printf "src/%0200d" 1)" && mkdir -p src; done',
  ),
  beside('a pipe left in the declared folder', 'mkfifo src/pipe'),
  beside('hard links', 'echo one > src/a; ln src/a src/b'),
  beside('a link out of the workspace', 'ln -s /etc/hostname src/host; ln -s / src/root'),
  beside('links in a circle', 'ln -s b src/a; ln -s a src/b; ln -s . src/self'),
  beside(
    'a file that nobody may read, closed by the model',
    'echo secret > src/.token; chmod 000 src/.token; chmod 600 src/.token',
  ),
  beside(
    'backups and swap files of an editor',
    'cp src/double.mjs src/double.mjs.orig; touch src/.double.mjs.swp src/double.mjs~ src/#x#',
  ),
  beside(
    'backups of an editor at the root, undeclared',
    'touch .README.swp notes~ a.rej; mkdir .idea .vscode; echo x > .idea/workspace.xml',
  ),
];
