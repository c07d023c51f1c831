import { expect, test } from '@jest/globals';
import { contextWindow } from '../../../context/window/context-window.ts';

const CONFIGURED = {
  'gpt-5': { windowTokens: 200_000, reserveTokens: 20_000 },
  qwen3: { windowTokens: 32_768 },
};

test.each([
  ['gpt-5.2', {}, 400_000, 128_000],
  ['gpt-5-pro', {}, 400_000, 272_000],
  ['gpt-5-chat-latest', {}, 128_000, 16_384],
  ['gpt-4.1-mini', {}, 1_047_576, 32_768],
  ['o4-mini', {}, 200_000, 100_000],
  ['llama-4', {}, 128_000, 16_384],
  ['gpt-5', CONFIGURED, 200_000, 20_000],
  ['gpt-5.2', CONFIGURED, 400_000, 128_000],
  ['qwen3', CONFIGURED, 32_768, 8_192],
  ['llama-4', { ...CONFIGURED, '*': { windowTokens: 1_000_000 } }, 1_000_000, 16_384],
  ['gpt-5.2', { '*': { windowTokens: 64_000, reserveTokens: 0 } }, 64_000, 0],
  ['constructor', CONFIGURED, 128_000, 16_384],
])('contextWindow: %s with %j → %d, of it %d kept free', (model, configured, windowTokens, reserveTokens) => {
  expect(contextWindow(model, configured)).toEqual({ windowTokens, reserveTokens });
});
