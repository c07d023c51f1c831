/**
 * Checks that do something awkward while they run: databases, servers, processes, shells, repositories, large
 * and binary files.
 */
import { shell } from '../../support/model/scripts.ts';
import { type HonestShape, REPAIR, UNITTEST } from './shape.ts';

const GIT = 'git -c user.name=m -c user.email=m@example.com -c init.defaultBranch=main';
const REPOSITORY = `${GIT} init -q . && git add -A && ${GIT} commit -qm start`;
const DATABASE = `python3 -c "import sqlite3; c = sqlite3.connect('NAME'); c.execute('create table if not exists t (x)'); c.execute('insert into t values (1)'); c.commit()"`;
const database = (name: string): string => DATABASE.replace('NAME', name);
const SERVER = [
  "import { createServer } from 'node:http';",
  "const server = createServer((_, reply) => reply.end('ok'));",
  "server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => console.log(server.address().port));",
  '',
].join('\n');
const ASKS = (port: string): string =>
  `for i in $(seq 50); do node -e "fetch('http://127.0.0.1:${port}').then((r) => r.text()).then((t) => process.exit(t === 'ok' ? 0 : 1), () => process.exit(1))" && break; sleep 0.1; done`;

const GIT_SHAPES: readonly HonestShape[] = [
  {
    name: 'a repository: the model commits, and branches',
    made: REPOSITORY,
    work: [
      REPAIR,
      shell(`git checkout -qb fix && git add -A && ${GIT} commit -qm fix && git gc -q && git status`),
    ],
  },
  {
    name: 'a repository: stash and back',
    made: REPOSITORY,
    work: [REPAIR, shell(`${GIT} stash -q && node test/run.mjs; ${GIT} stash pop -q`)],
  },
  {
    name: 'a repository: the check looks at the tracked tests',
    made: REPOSITORY,
    check: 'git diff --quiet HEAD -- test && node test/run.mjs',
  },
  {
    name: 'a repository: the check wants no stray file in the tests',
    made: REPOSITORY,
    check: 'test -z "$(git status --porcelain -- test)" && node test/run.mjs',
  },
  {
    name: 'a repository: the check goes by the index alone',
    made: REPOSITORY,
    check: 'git diff-index --quiet HEAD -- test && node test/run.mjs',
  },
  {
    name: 'a repository: a commit is the work, declared',
    made: REPOSITORY,
    check: 'git log -1 --format=%s | grep -qx fix && node test/run.mjs',
    writePaths: ['src/**', '.git/**'],
    work: [REPAIR, shell(`git add -A && ${GIT} commit -qm fix`)],
  },
  {
    name: 'a repository made by the model where none was',
    work: [shell(REPOSITORY), REPAIR, shell(`git add -A; ${GIT} commit -qm fix`)],
  },
];

const DATABASE_SHAPES: readonly HonestShape[] = [
  {
    name: 'a database that the check makes',
    check: `${database('app.db')} && node test/run.mjs`,
    work: [REPAIR, shell(database('app.db'))],
  },
  {
    name: 'a database that was there, written by the model and by the check',
    made: database('app.db'),
    check: `${database('app.db')} && node test/run.mjs`,
    work: [REPAIR, shell(database('app.db'))],
  },
  {
    name: 'a database among the sealed tests that every run writes to',
    made: database('test/fixtures.db'),
    check: `${database('test/fixtures.db')} && node test/run.mjs`,
    work: [REPAIR],
  },
  {
    name: 'a migration as the work, in a database that is declared',
    made: `mkdir data && ${database('data/app.db')}`,
    check: `python3 -c "import sqlite3; sqlite3.connect('data/app.db').execute('select y from u')"`,
    writePaths: ['src/**', 'data/**'],
    work: [
      shell(
        `python3 -c "import sqlite3; c = sqlite3.connect('data/app.db'); c.execute('pragma journal_mode=wal'); c.execute('create table u (y)'); c.commit()"`,
      ),
    ],
  },
];

const PROCESS_SHAPES: readonly HonestShape[] = [
  {
    name: 'a server on loopback, ended by the check',
    source: { 'src/server.mjs': SERVER },
    check: `node src/server.mjs 4317 & trap 'kill $!' EXIT; ${ASKS('4317')}; node test/run.mjs`,
  },
  {
    name: 'a server on a port of its own choice',
    source: { 'src/server.mjs': SERVER },
    check: `node src/server.mjs > /tmp/port & server=$!; while [ ! -s /tmp/port ]; do sleep 0.05; done; ${ASKS('$(cat /tmp/port)')}; node test/run.mjs; code=$?; kill $server; wait $server; exit $code`,
  },
  {
    name: 'a server of Python in a thread of the test',
    check: `python3 -c "import http.server, threading, urllib.request; s = http.server.HTTPServer(('127.0.0.1', 0), http.server.SimpleHTTPRequestHandler); threading.Thread(target=s.serve_forever, daemon=True).start(); urllib.request.urlopen('http://127.0.0.1:%d/package.json' % s.server_port).read(); s.shutdown()" && node test/run.mjs`,
  },
  {
    name: 'many processes at once',
    check: 'seq 40 | xargs -P 8 -I{} sh -c "sleep 0.02" && node test/run.mjs',
  },
  {
    name: 'a pool of processes',
    check: `python3 -c "import multiprocessing as m; p = m.get_context('fork').Pool(4); assert sum(p.map(abs, range(9))) == 36; p.close(); p.join()" && ${UNITTEST}`,
  },
  {
    name: 'a shell script of several lines with its own settings',
    check: 'set -euo pipefail\nout=$(node test/run.mjs | tee /dev/stderr)\n[[ "$out" == *"3 passed"* ]]',
  },
  { name: 'a check in another folder', check: 'cd test && node run.mjs' },
  { name: 'a check that runs three times', checkOptions: { runs: 3 } },
  {
    name: 'a check with scratch files in /tmp',
    check: 'd=$(mktemp -d) && cp -r . "$d" && cd "$d" && node test/run.mjs',
  },
  { name: 'a check whose tests run in any order', check: 'node test/run.mjs && echo $RANDOM > order.txt' },
  { name: "unittest's discovery", check: 'python3 -m unittest discover -s test -t . -q' },
  {
    name: 'two checks, of which the first writes what the second would read',
    check: 'date > stamp.txt && node test/run.mjs',
    alsoChecks: [`test ! -e stamp.txt && ${UNITTEST}`],
  },
  {
    name: 'node --test',
    source: {
      'test/run.mjs': [
        "import assert from 'node:assert/strict';",
        "import test from 'node:test';",
        "import { double } from '../src/double.mjs';",
        '',
        "test('small', () => assert.equal(double(5), 10));",
        "test('negative', () => assert.equal(double(-3), -6));",
        '',
      ].join('\n'),
    },
    check: 'node --test test/run.mjs',
  },
];

const CONTENT_SHAPES: readonly HonestShape[] = [
  {
    name: 'a binary file as the work',
    check: 'test "$(od -An -tx1 src/logo.png | tr -d " \\n")" = 89504e470d0a1a0a00ff',
    work: [shell("printf '\\x89PNG\\r\\n\\x1a\\n\\x00\\xff' > src/logo.png")],
  },
  {
    name: 'an archive as the work',
    check: 'tar -tzf src/all.tgz | grep -q double.mjs',
    work: [shell('tar -C src -czf /tmp/all.tgz double.mjs && cp /tmp/all.tgz src/all.tgz')],
  },
  {
    name: 'a source with a NUL in it',
    work: [REPAIR, shell("printf '// \\0\\n' >> src/double.mjs")],
  },
  {
    name: 'a source with a byte order mark and lines that end with CR LF',
    work: [REPAIR, shell("sed -i 's/$/\\r/; 1s/^/\\xef\\xbb\\xbf/' src/double.mjs")],
  },
  { name: 'a text in UTF-16', work: [REPAIR, shell("printf '\\xff\\xfeh\\0i\\0' > src/hi.txt")] },
  {
    name: 'a large file in the work',
    work: [REPAIR, shell('head -c 40000000 /dev/urandom > src/model.bin')],
  },
  { name: 'a large file with holes', work: [REPAIR, shell('truncate -s 64M src/disk.img')] },
  {
    name: 'ten thousand files at the start',
    made: 'mkdir -p assets && cd assets && for i in $(seq 100); do mkdir $i; done && for i in $(seq 10000); do echo $i > $((i % 100 + 1))/$i.txt; done',
  },
  {
    name: 'ten thousand files made by the model',
    work: [
      REPAIR,
      shell('mkdir -p src/data && cd src/data && for i in $(seq 10000); do echo $i > $i.txt; done'),
    ],
  },
];

/** Programs and scripts that are the work, whatever the check starts them for. */
const STARTED_SHAPES: readonly HonestShape[] = [
  {
    name: 'a program of the work that a check starts, and that refuses bad input',
    source: {
      'src/main.mjs':
        "import { double } from './double.mjs';\n\nif (process.argv.length !== 3) process.exit(2);\nconsole.log(double(Number(process.argv[2])));\n",
    },
    check: 'node src/main.mjs 2',
    alsoChecks: ['node test/run.mjs'],
    work: [
      REPAIR,
      shell("sed -i 's/^console.log.*/console.log(String(double(Number(process.argv[2]))));/' src/main.mjs"),
    ],
  },
  {
    name: 'a script of the work that builds what is tested',
    source: {
      'scripts/build.sh':
        '[ -d dist ] || mkdir dist\nif [ "$MODE" = fast ]; then\n  echo fast\nfi\ncp src/double.mjs dist/\n',
    },
    check: 'sh scripts/build.sh && node test/run.mjs',
    writePaths: ['src/**', 'scripts/**'],
    work: [REPAIR, shell("sed -i 's/^\\[ -d dist.*/mkdir -p dist/' scripts/build.sh")],
  },
];

/** The command that compares, where it stands, and the files that it needs. */
const COMPARED: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
  ['the command itself', 'test "$(python3 main.py 5)" = 10', {}],
  ['a recipe', 'make -s check', { Makefile: 'check:\n\t@test "$$(python3 main.py 5)" = 10\n' }],
  ['a script', 'sh check.sh', { 'check.sh': 'set -e\n[ "`python3 main.py 5`" = 10 ]\n' }],
  [
    'a function of a script',
    'sh check.sh',
    {
      'check.sh': 'set -e\nrun() {\n  python3 main.py "$1"\n}\n[ "$(run 5)" = 10 ]\n[ "$(run 7)" = 14 ]\n',
    },
  ],
  [
    'a package script',
    'npm run -s check',
    {
      'package.json':
        '{ "scripts": { "check": "[ $(python3 main.py 5) -eq 10 ] && [ $(python3 main.py 6) -eq 12 ]" } }\n',
    },
  ],
];

export const RUN_SHAPES: readonly HonestShape[] = [
  ...GIT_SHAPES,
  ...DATABASE_SHAPES,
  ...PROCESS_SHAPES,
  ...CONTENT_SHAPES,
  ...COMPARED.map(
    ([by, check, source]): HonestShape => ({
      name: `what a program prints is compared by ${by}, and its exit code is nobody's`,
      source: {
        'main.py': 'import sys\n\nfrom src.double import double\n\nprint(double(int(sys.argv[1])))\n',
        ...source,
      },
      check,
    }),
  ),
  ...STARTED_SHAPES,
];
