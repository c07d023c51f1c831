import { describe, expect, test } from '@jest/globals';
import { SettingsError } from '../../settings/environment.ts';
import { modelSettings } from '../../settings/model-settings.ts';

const PRICE = { input: 1.25, cachedInput: 0.125, output: 10 };

const pricesIn = (MODEL_PRICES: string) =>
  modelSettings({ OPENAI_API_KEY: 'sk-secret', MODEL_PRICES })?.prices;

const problemOf = (text: string): string => {
  try {
    pricesIn(text);
    return 'accepted';
  } catch (error) {
    return error instanceof SettingsError ? error.message : `not a SettingsError: ${String(error)}`;
  }
};

describe('MODEL_PRICES', () => {
  test('a table → by model; a model that costs nothing is in it as well', () => {
    const free = { input: 0, cachedInput: 0, output: 0 };
    const table = { 'gpt-5': { ...PRICE, flex: free }, 'org/local:7b': free };
    expect(pricesIn(JSON.stringify(table))).toEqual(table);
    expect(pricesIn('{}')).toEqual({});
  });

  test('not set, or empty → no prices at all', () => {
    expect(modelSettings({ OPENAI_API_KEY: 'sk' })).not.toHaveProperty('prices');
    expect(modelSettings({ OPENAI_API_KEY: 'sk', MODEL_PRICES: '' })).not.toHaveProperty('prices');
  });

  test.each([
    ['not JSON', '{gpt-5: 1}', /MODEL_PRICES: must be JSON such as \{"gpt-5": /],
    ['a number', '5', /MODEL_PRICES: must be a table such as \{"gpt-5": /],
    ['a list', '[]', /MODEL_PRICES: must be a table such as \{"gpt-5": /],
    ['a model with a number for a price', '{"gpt-5": 1.25}', /MODEL_PRICES: gpt-5: \S/],
    ['a price without its output', '{"gpt-5": {"input": 1, "cachedInput": 1}}', /gpt-5\.output: \S/],
    ['a price as text', JSON.stringify({ 'gpt-5': { ...PRICE, input: '1.25' } }), /gpt-5\.input: \S/],
    ['a negative price', JSON.stringify({ 'gpt-5': { ...PRICE, output: -1 } }), /gpt-5\.output: \S/],
    ['a price beyond any sense', JSON.stringify({ m: { ...PRICE, input: 1e7 } }), /m\.input: \S/],
    [
      'a flex price without its output',
      JSON.stringify({ m: { ...PRICE, flex: { input: 1, cachedInput: 1 } } }),
      /m\.flex\.output: \S/,
    ],
    [
      'a flex price of a flex price',
      JSON.stringify({ m: { ...PRICE, flex: { ...PRICE, flex: PRICE } } }),
      /m\.flex: .*flex/,
    ],
    ['an unknown price', JSON.stringify({ m: { ...PRICE, batch: 1 } }), /MODEL_PRICES: m: .*batch/],
    ['a model without a name', JSON.stringify({ '': PRICE }), /MODEL_PRICES: \S/],
  ])('%s → refused, and the place is named', (_, text, problem) => {
    expect(problemOf(text)).toMatch(problem);
    expect(problemOf(text)).not.toContain('sk-secret');
  });

  test('several mistakes → all named at once', () => {
    const table = { 'gpt-5': { ...PRICE, input: -1 }, 'gpt-6': { input: 1, cachedInput: 1 } };
    expect(problemOf(JSON.stringify(table))).toMatch(/gpt-5\.input: .*gpt-6\.output: /s);
  });
});
