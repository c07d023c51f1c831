import { expect, test } from '@jest/globals';
import { isTooLongFor, saidWindow } from '../../../../activities/model/failure/too-long.ts';

test.each<[string, number, string, number | undefined]>([
  [
    'Gemini',
    400,
    'The input token count (1050000) exceeds the maximum number of tokens allowed (1048576).',
    1048576,
  ],
  [
    'xAI',
    400,
    "This model's maximum prompt length is 131072 but the request contains 200000 tokens.",
    131072,
  ],
  ['Cohere', 400, 'too many tokens: total number of tokens in the prompt cannot exceed 4081', 4081],
  [
    'TGI',
    422,
    'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4097. Given: 5000 `inputs` tokens',
    4097,
  ],
  [
    'LM Studio',
    400,
    'Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens',
    4096,
  ],
  [
    'LM Studio, otherwise',
    400,
    'The number of tokens to keep from the initial prompt is greater than the context length',
    undefined,
  ],
  ['Moonshot', 400, 'Invalid request: Your request exceeded model token limit: 131072', 131072],
  ['GLM', 400, 'Prompt exceeds max length', undefined],
  [
    'DashScope',
    400,
    '<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 98304]',
    98304,
  ],
  ['MiniMax', 400, 'invalid params, context window exceeds limit (2013)', undefined],
  ['Copilot', 400, 'prompt token count of 128500 exceeds the limit of 128000', 128000],
  [
    'vLLM, anew',
    400,
    'The decoder prompt (length 9000) is longer than the maximum model length of 8192.',
    8192,
  ],
  ['SGLang', 400, "The input (9000 tokens) is longer than the model's context length (8192 tokens).", 8192],
  [
    'SGLang, otherwise',
    400,
    "Requested token count exceeds the model's maximum context length of 8192 tokens.",
    8192,
  ],
  [
    'Anthropic with an output',
    400,
    'input length and `max_tokens` exceed context limit: 190000 + 21333 > 200000, decrease input length',
    200000,
  ],
  ['Bedrock', 400, 'Input is too long for requested model.', undefined],
  [
    'Mistral',
    400,
    'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
    32768,
  ],
  [
    'llama.cpp, of old',
    500,
    'the request exceeds the available context size. try increasing the context size or enable context shift',
    undefined,
  ],
  ['LiteLLM', 500, 'litellm.ContextWindowExceededError: prompt is too long', undefined],
  ['Anthropic, by bytes', 400, 'Request exceeds the maximum size', undefined],
  [
    'OpenAI',
    400,
    'Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300000 tokens.',
    272000,
  ],
  [
    'Cerebras',
    400,
    'Please reduce the length of the messages or completion. Current length is 9000 while limit is 8192',
    8192,
  ],
  [
    'OpenAI, of a rate',
    429,
    'Request too large for gpt-5 on tokens per min (TPM): Limit 30000, Requested 45000.',
    30000,
  ],
])(
  'isTooLongFor: the words of %s → too long, with the window that they name',
  (_, status, message, saidTokens) => {
    expect(isTooLongFor(status, [], message)).toBe(true);
    expect(saidWindow(message).saidTokens).toBe(saidTokens);
  },
);

test.each(['context_length_exceeded', 'exceed_context_size_error', 'model_max_prompt_tokens_exceeded'])(
  'isTooLongFor: %s → too long',
  (name) => {
    expect(isTooLongFor(400, ['invalid_request_error', name], 'too big')).toBe(true);
  },
);

test.each([
  [400, "Invalid 'input[3].content': string too long. Expected a string with maximum length 10485760"],
  [400, 'max_tokens is too large: 32000. This model supports at most 16384 completion tokens.'],
  [429, 'Rate limit reached on tokens per min (TPM): Limit 30000, Used 29000, Requested 1500.'],
  [400, 'Unknown parameter: context_length'],
])('isTooLongFor: %d %s → something else', (status, message) => {
  expect(isTooLongFor(status, [], message)).toBe(false);
});
