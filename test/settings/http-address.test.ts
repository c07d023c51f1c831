import { expect, test } from '@jest/globals';
import { modelSettings } from '../../settings/model-settings.ts';

test.each([
  ['localhost:11434', 'did you mean http://localhost:11434/v1?'],
  ['127.0.0.1:8000/v1', 'did you mean http://127.0.0.1:8000/v1?'],
  ['api.example.org/v1', 'did you mean http://api.example.org/v1?'],
  ['//host/v1', 'did you mean http://host/v1?'],
  ['ftp://host/v1', 'must begin with http:// or https://'],
  ['unix:/run/model.sock', 'must begin with http:// or https://'],
  ['http//host', 'must begin with http:// or https://'],
  ['http://', 'is no URL'],
  ['http://host:99999/v1', 'is no URL'],
  ['http://host/v1?key=1', 'must have no ?'],
  ['http://host/v1/chat/completions', 'are added to it: http://host/v1'],
  ['https://host/v1/responses/', 'are added to it: https://host/v1'],
])('OPENAI_BASE_URL=%s → refused, with what helps', (OPENAI_BASE_URL, words) => {
  expect(() => modelSettings({ OPENAI_BASE_URL })).toThrow(`OPENAI_BASE_URL: `);
  expect(() => modelSettings({ OPENAI_BASE_URL })).toThrow(words);
  expect(() =>
    modelSettings({ OPENAI_API_KEY: 'k', AUDITOR_MODEL: 'm', AUDITOR_BASE_URL: OPENAI_BASE_URL }),
  ).toThrow('AUDITOR_BASE_URL: ');
});

test.each(['http://localhost:11434', 'https://api.openai.com/v1', 'http://[::1]:8000/v1/', 'HTTP://host/v1'])(
  'OPENAI_BASE_URL=%s → taken as it is',
  (OPENAI_BASE_URL) => {
    expect(modelSettings({ OPENAI_BASE_URL })?.baseUrl).toBe(OPENAI_BASE_URL);
  },
);

test.each([6000, 6666, 10_080])('port %s, which no request reaches → refused', (port) => {
  expect(() => modelSettings({ OPENAI_BASE_URL: `http://localhost:${port}/v1` })).toThrow(
    `OPENAI_BASE_URL: has port ${port}, which is closed to HTTP`,
  );
});
