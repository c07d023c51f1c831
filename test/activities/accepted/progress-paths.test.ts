import { expect, test } from '@jest/globals';
import { tellsProgress } from '../../../activities/accepted/progress-paths.ts';

test.each([
  ...[
    'progress.log',
    'logs/app.log.3',
    'src/__pycache__/a.cpython-311.pyc',
    '.pytest_cache/v/lastfailed',
    '.npm/_logs/x',
  ],
  ...[
    '.git/index',
    '.git/logs/HEAD',
    '.git/objects/ab/cd',
    'nohup.out',
    '.coverage',
    'web/tsconfig.tsbuildinfo',
    '.DS_Store',
  ],
])('%s → says nothing of work', (path) => {
  expect(tellsProgress(path)).toBe(false);
});

test.each([
  ...[
    'src/log.ts',
    'catalog',
    'logs/index.ts',
    'NOTES.md',
    '.git/refs/heads/main',
    '.github/workflows/ci.yml',
  ],
  ...['cache/store.py', 'changelog.md', 'log/parse.go', 'dialog', 'coverage.py'],
])('%s → may be the work', (path) => {
  expect(tellsProgress(path)).toBe(true);
});
