import { expect, test } from '@jest/globals';
import { isReasoningModel } from '../../context/model-choice.ts';

test.each([
  'gpt-5',
  'gpt-5-mini',
  'gpt-5.4-2026-03-05',
  'gpt-6-astra',
  'gpt-6.1-sol',
  'gpt-10',
  'o3',
  'o4-mini',
])('isReasoningModel: %s → yes', (model) => {
  expect(isReasoningModel(model)).toBe(true);
});

test.each([
  'gpt-5-chat-latest',
  'gpt-5.2-chat-latest',
  'gpt-4.1',
  'gpt-4o',
  'gpt-1',
  'qwen3',
  'my-gpt-5',
  'omni',
])('isReasoningModel: %s → no', (model) => {
  expect(isReasoningModel(model)).toBe(false);
});
