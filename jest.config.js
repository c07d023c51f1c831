// Two projects: `unit` needs neither Temporal nor the network; `server` starts real parts (see CONTRIBUTING.md). With NIGHT=1 the long suites too.
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
