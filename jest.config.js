// `unit` needs neither Temporal nor the network; `server` starts real parts (see CONTRIBUTING.md); NIGHT=1 adds the long suites.
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  setupFilesAfterEnv: ['<rootDir>/test/support/time-limit.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.goalkeeper'],
};

export default {
  // A file with real parts waits much of its time, so that a core for the runner itself is not needed.
  maxWorkers: '100%',
  // Modules of a file that has run are never freed whole: a worker that holds so much is replaced by a new one.
  workerIdleMemoryLimit: '1500MB',
  testSequencer: '<rootDir>/test/support/run-order.ts',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.(server|night)\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'server',
      testMatch: ['<rootDir>/test/**/*.server.test.ts'],
    },
    ...(process.env.NIGHT === '1'
      ? [{ ...shared, displayName: 'night', testMatch: ['<rootDir>/test/**/*.night.test.ts'] }]
      : []),
  ],
};
