import { expect, test } from '@jest/globals';
import { runnerSettings } from '../../../activities/stated/runner-settings.ts';

test.each([
  ['pytest.ini', '[pytest]\n', '[pytest]\naddopts = --co\n'],
  ['tests/conftest.py', '', 'collect_ignore = ["test_area.py"]\n'],
  ['pyproject.toml', '[tool.pytest.ini_options]\n', '[tool.pytest.ini_options]\naddopts = "--co"\n'],
  ['package.json', '{ "jest": {} }', '{ "jest": { "testMatch": [] } }'],
  ['Makefile', 'test:\n\tpytest\n', 'SHELL = /bin/true\ntest:\n\tpytest\n'],
])('runnerSettings: %s tells the runner something else → another text', (path, was, is) => {
  expect(runnerSettings(path, is)).not.toBe(runnerSettings(path, was));
});

test.each([
  ['pyproject.toml', '[project]\ndependencies = []\n', '[project]\ndependencies = ["six"]\n'],
  ['package.json', '{ "jest": {}, "version": "1" }', '{ "version": "2", "dependencies": {}, "jest": {} }'],
  ['Makefile', 'test:\n\tpytest\n', 'test:\n\tpytest\nclean:\n\trm -rf build\n'],
  ['src/area.py', 'a', 'b'],
])('runnerSettings: %s says the same to the runner → the same text', (path, was, is) => {
  expect(runnerSettings(path, is)).toBe(runnerSettings(path, was));
});
