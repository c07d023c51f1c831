// Two projects: `unit` needs neither Temporal nor the network; `server` starts real parts (see CONTRIBUTING.md).
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
      testPathIgnorePatterns: ['\\.server\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'server',
      testMatch: ['<rootDir>/test/**/*.server.test.ts'],
    },
  ],
};
