import { expect, test } from '@jest/globals';
import type { Program } from '../../../../../../activities/twins/trials/ended/program.ts';
import { judgingScripts } from '../../../../../../activities/twins/trials/held/shell/judging-scripts.ts';

const started = (path: string, text = ''): Program => ({ path, text, role: 'started' });
const pathsOf = (files: readonly Program[], more: object = {}) =>
  judgingScripts({ files, parts: [], modules: new Set(), wantedCode: 0, ...more }).map(({ path }) => path);

test('judgingScripts: scripts of sh and bash, with their parts and the command → all of them, once', () => {
  const files = [
    started('tests/run.sh', '. tests/assert.sh\nsh tests/second'),
    started('tests/second', '#!/bin/bash\n'),
    started('tests/run.py'),
  ];
  const parts = [...files, { path: 'tests/assert.sh', text: '' }, { path: 'tests/data.py', text: '' }];
  const command = { path: '(the command).sh', text: '. ./env.sh && sh tests/run.sh' };
  expect(pathsOf(files, { parts, command })).toEqual([
    'tests/run.sh',
    'tests/second',
    'tests/assert.sh',
    '(the command).sh',
  ]);
});

test('judgingScripts: scripts of another shell → none', () => {
  const files = [started('a.zsh'), started('b.sh', '#!/usr/bin/env zsh\n'), started('c', '#!/bin/mksh\n')];
  expect(pathsOf([...files, started('d', '#!/bin/ksh\n')])).toEqual([]);
});
