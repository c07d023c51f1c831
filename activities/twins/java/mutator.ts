/**
 * Java, by the parser of javac: JUnit 3 to 5, Hamcrest and AssertJ. Needs a JDK; a JRE alone parses nothing.
 */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildOnce } from '../build-once.ts';
import type { Mutator, MutatorAvailability } from '../mutator.ts';

const INSIDE = '/opt/goalkeeper/twins/java';
const JDKS = '/usr/lib/jvm';
/** The features of Java that the program is written in. */
const RELEASE = '17';
const FLAGS = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx512m'];

const known = new Map<string, Promise<MutatorAvailability>>();

export const javaMutator: Mutator = {
  language: 'java',
  extensions: ['.java'],
  availability(cacheDirectory) {
    const found = known.get(cacheDirectory) ?? build(cacheDirectory);
    known.set(cacheDirectory, found);
    return found;
  },
};

async function build(cacheDirectory: string): Promise<MutatorAvailability> {
  const [home] = jdks();
  if (home === undefined)
    return { ok: false, reason: `no JDK (\`javac\`) of Java ${RELEASE} or later is installed below ${JDKS}` };
  const javac = join(home, 'bin/javac');
  const built = await buildOnce({
    language: 'java',
    cacheDirectory,
    sourceDirectory: import.meta.dirname,
    extension: '.java',
    version: [javac, '-version'],
    command: (target, sources) => [javac, '--release', RELEASE, '-proc:none', '-d', target, ...sources],
    env: () => ({ PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' }),
  });
  if (!built.ok) return built;
  return {
    ok: true,
    argv: [join(home, 'bin/java'), ...FLAGS, '-cp', INSIDE, 'Mutate'],
    readOnlyBinds: { [INSIDE]: built.directory, ...settingsOf(home) },
  };
}

/** Newest first, as far as names tell; links to the same one count once. */
function jdks(): string[] {
  if (!existsSync(JDKS)) return [];
  const homes = readdirSync(JDKS)
    .map((name) => join(JDKS, name))
    .filter((home) => existsSync(join(home, 'bin/javac')))
    .map((home) => realpathSync(home));
  return [...new Set(homes)]
    .filter((home) => versionOf(home) >= Number(RELEASE))
    .sort((a, b) => versionOf(b) - versionOf(a));
}

const versionOf = (home: string): number => Number(/-(\d+)/.exec(home)?.[1] ?? 0);

/** Debian keeps what the virtual machine reads first below `/etc`, which the sandbox does not show. */
function settingsOf(home: string): Record<string, string> {
  const directory = dirname(realpathSync(join(home, 'lib/jvm.cfg')));
  return directory.startsWith('/etc/') ? { [directory]: directory } : {};
}
