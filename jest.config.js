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
  // A file with real parts leaves a third of its time unused: three of them fill two cores.
  maxWorkers: '150%',
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
