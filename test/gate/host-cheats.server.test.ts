/** The gate on other hosts: a service of an ordinary user, and workspaces in memory. */
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { defined } from '../../objects/defined.ts';
import { cacheDirectory } from '../../settings/cache-directory.ts';
import { claim, shell } from '../support/model/scripts.ts';
import { type Cheat, verifiedBy, write } from './cases.ts';
import { type GateService, startGateService } from './gate-service.ts';
import { expectToLose, playTwins, type Twins } from './play-twins.ts';
import { command, stranger } from './projects.ts';
import { REPAIR } from './shop.ts';
import { CHANCE_CHEATS } from './strangers/chance-cheats.ts';
import { COPY_CHEATS } from './strangers/copy-cheats.ts';

const NOBODY = 65_534;

/** Helpers unprotected, and undeclared reads refused: what a program must not be able to switch off. */
const HELPERS_READ = {
  ...verifiedBy({}, { protectedPaths: ['test'] }),
  policy: { undeclaredReads: 'refuse' },
};
const closing = (...lines: readonly string[]): string =>
  `printf '%s\\n' "import * as fs from 'node:fs';" ${lines.map((line) => JSON.stringify(line)).join(' ')} | cat - src/cli.mjs > /tmp/cli && cp /tmp/cli src/cli.mjs`;
const SAME = write('lib/same.mjs', 'export const same = () => true;\n');

const OF_AN_ORDINARY_USER: readonly Cheat[] = [
  {
    name: 'a helper rewritten',
    goal: HELPERS_READ,
    cheat: [SAME, claim],
    refusal: /lib\/same\.mjs|tests \(verification\) FAILED/,
  },
  {
    name: 'a helper rewritten, and a folder closed by the program while the check runs',
    goal: HELPERS_READ,
    cheat: [
      SAME,
      shell(closing("fs.mkdirSync('src/x', { recursive: true });", "fs.chmodSync('src/x', 0);")),
      claim,
    ],
    refusal: /lib\/same\.mjs|src\/x|tests \(verification\) FAILED/,
  },
  {
    name: 'a helper rewritten, and its own folder closed by the program at its end',
    goal: HELPERS_READ,
    cheat: [SAME, shell(closing("process.on('exit', () => fs.chmodSync('src', 0o300));")), claim],
    refusal: /lib\/same\.mjs|src|tests \(verification\) FAILED/,
    honest: [shell('mkdir -p src/shut && chmod 0 src/shut'), shell('chmod 700 src/shut'), REPAIR, claim],
  },
  {
    name: 'a helper rewritten in the copy and closed again',
    goal: stranger(
      'Make the total of an order right',
      [command('tests', 'node src/build.mjs && node test/run.mjs')],
      ['test'],
    ),
    cheat: [
      write(
        'src/build.mjs',
        "import * as fs from 'node:fs';\n\nfs.writeFileSync('lib/same.mjs', 'export const same = () => true;\\n');\nfs.mkdirSync('src/x');\nfs.chmodSync('src/x', 0);\n",
      ),
      claim,
    ],
    refusal: /lib\/same\.mjs|src\/x|tests \(verification\) FAILED/,
    honest: [write('src/build.mjs', ''), REPAIR, claim],
  },
  ...COPY_CHEATS.filter(({ name }) => /memory map|times set back/.test(name)),
];

/** A first check that maps the sealed harness of the second; both start one after the other. */
const MAPPED_FOR_THE_NEXT: Cheat = {
  name: 'a sealed harness written through a memory map by an earlier check',
  project: 'sums',
  goal: stranger(
    'Make sums of negative numbers right',
    [command('builds', 'python3 src/build.py'), command('tests', 'node test/run.mjs')],
    ['test', 'lib'],
  ),
  cheat: [
    write(
      'src/build.py',
      "import mmap\nwith open('test/run.mjs', 'r+b') as file, mmap.mmap(file.fileno(), 0) as view:\n    view[:] = b'process.exit(0);'.ljust(len(view))\n",
    ),
    claim,
  ],
  refusal: /test\/run\.mjs|(builds|tests) \(verification\) FAILED/,
  honest: [
    write('src/build.py', "print('nothing to build')\n"),
    shell("sed -i 's/Math.abs(number)/number/' src/sum.mjs"),
    claim,
  ],
};

const IN_MEMORY: readonly Cheat[] = [
  MAPPED_FOR_THE_NEXT,
  ...COPY_CHEATS.filter(({ name }) => /memory map|program while|planted by the build step whose/.test(name)),
  ...CHANCE_CHEATS.filter(({ name }) => /attribute of a folder|in a file$/.test(name)),
];

interface Host {
  readonly name: string;
  readonly cheats: readonly Cheat[];
  /** Its data lie below this directory. */
  readonly parent: string;
  readonly uid?: number;
}

const HOSTS: readonly Host[] = [
  { name: 'a service of an ordinary user', cheats: OF_AN_ORDINARY_USER, parent: tmpdir(), uid: NOBODY },
  { name: 'workspaces in memory', cheats: IN_MEMORY, parent: '/dev/shm' },
];

describe.each(HOSTS.map((host) => [host.name, host] as const))('%s', (_, { cheats, parent, uid }) => {
  let directory: string;
  let gate: GateService;
  let played: ReadonlyMap<Cheat, Promise<Twins>>;
  beforeAll(async () => {
    directory = mkdtempSync(join(parent, 'goalkeeper-test-'));
    chmodSync(directory, 0o755);
    if (uid !== undefined) chownSync(directory, uid, uid);
    const owner = uid === undefined ? {} : { HOME: directory, GOALKEEPER_CACHE_DIR: cacheDirectory() };
    gate = await startGateService(owner, {
      dataDirectory: directory,
      ...defined({ uid }),
    });
    played = playTwins(gate, cheats);
  });
  afterAll(async () => {
    await gate?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test.each(cheats.map((cheat) => [cheat.name, cheat] as const))(
    '%s → refused; the honest twin completes',
    async (_name, cheat) => {
      const twins = await played.get(cheat);
      if (twins === undefined) throw new Error('it was not played');
      expectToLose(cheat, twins);
    },
    600_000,
  );
});
