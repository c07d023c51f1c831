import { describe, expect, test } from '@jest/globals';
import { SettingsError } from '../../settings/environment.ts';
import { modelSettings } from '../../settings/model-settings.ts';

const settingsWith = (variables: Record<string, string>) =>
  modelSettings({ OPENAI_API_KEY: 'sk-secret', ...variables });

describe('MODEL_CONTEXT_WINDOWS', () => {
  test('by model and for all others → as they are', () => {
    const windows = { qwen3: { windowTokens: 32_768, reserveTokens: 4_096 }, '*': { windowTokens: 8_192 } };
    expect(settingsWith({ MODEL_CONTEXT_WINDOWS: JSON.stringify(windows) })?.contextWindows).toEqual(windows);
  });

  test('not set → absent', () => {
    expect(settingsWith({})).not.toHaveProperty('contextWindows');
  });

  test.each([
    ['not JSON', '{', /MODEL_CONTEXT_WINDOWS: must be JSON such as /],
    ['a number for a window', '{"qwen3": 32768}', /MODEL_CONTEXT_WINDOWS: qwen3: \S/],
    ['no room to speak of', '{"qwen3": {"windowTokens": 10}}', /qwen3\.windowTokens: \S/],
    ['a broken number', '{"qwen3": {"windowTokens": 10000.5}}', /qwen3\.windowTokens: \S/],
    [
      'nothing left for input',
      '{"m": {"windowTokens": 8000, "reserveTokens": 8000}}',
      /m\.reserveTokens: must be less than windowTokens/,
    ],
    [
      'a misspelt field',
      '{"m": {"windowTokens": 8000, "reserve": 80}}',
      /MODEL_CONTEXT_WINDOWS: m: .*reserve/,
    ],
  ])('%s → an error that names it', (_, text, message) => {
    const read = () => settingsWith({ MODEL_CONTEXT_WINDOWS: text });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(message);
  });
});

describe('MODEL_BACKGROUND', () => {
  test('1 → on; over Chat Completions, or another word → an error that names it', () => {
    expect(settingsWith({ MODEL_BACKGROUND: '1' })?.isBackground).toBe(true);
    expect(() => settingsWith({ MODEL_BACKGROUND: '1', MODEL_API: 'chat' })).toThrow(
      /MODEL_BACKGROUND.*MODEL_API/,
    );
    expect(() => settingsWith({ MODEL_BACKGROUND: 'yes' })).toThrow(/MODEL_BACKGROUND/);
  });
});

describe('MODEL_COMPACTION', () => {
  test('not set → a summary of our own; `provider` → the provider', () => {
    expect(settingsWith({})?.compaction).toBe('summary');
    expect(settingsWith({ MODEL_COMPACTION: 'provider' })?.compaction).toBe('provider');
  });

  test('the provider over Chat Completions, or a misspelt word → an error that names it', () => {
    expect(() => settingsWith({ MODEL_COMPACTION: 'provider', MODEL_API: 'chat' })).toThrow(
      /MODEL_COMPACTION.*MODEL_API/,
    );
    expect(() => settingsWith({ MODEL_COMPACTION: 'all' })).toThrow(/MODEL_COMPACTION/);
  });
});
