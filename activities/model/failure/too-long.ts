/**
 * Whether a provider says that a request is longer than its model's context window, and how long that is, in
 * the words that providers and servers have for it. Pure.
 */

const CODES: readonly string[] = [
  ...['context_length_exceeded', 'context_length_exceeded_error', 'exceed_context_size_error'],
  ...['model_max_prompt_tokens_exceeded', 'context_window_exceeded', 'context_window_exceeded_error'],
  ...['request_too_large', 'prompt_too_long', 'max_prompt_tokens_exceeded'],
];

/** Each with what one of them says. */
const WORDS: readonly RegExp[] = [
  // vLLM, Mistral, SGLang: "This model's maximum context length is 8192 tokens. However, you requested 9000"
  /maximum context (length|window)/i,
  // OpenAI, llama.cpp, Anthropic: "the request exceeds the available context size, try increasing it"
  /exceeds? (the |its |this )?(available |model'?s? |maximum )?context[ _-]?(size|window|length|limit)/i,
  // MiniMax: "invalid params, context window exceeds limit (2013)"
  /context (window|length|size) exceed/i,
  // Anthropic, Bedrock: "prompt is too long: 208310 tokens > 200000 maximum"
  /(prompt|input) is too long/i,
  // Gemini: "The input token count (1050000) exceeds the maximum number of tokens allowed (1048576)."
  /input token count.{0,40}exceed/i,
  // OpenAI: "Input tokens exceed the configured limit of 272000 tokens."
  /input tokens exceed/i,
  // Copilot: "prompt token count of 128500 exceeds the limit of 128000"
  /prompt token count.{0,40}exceed/i,
  // xAI: "This model's maximum prompt length is 131072 but the request contains 200000 tokens."
  /maximum prompt length/i,
  // Cohere: "too many tokens: total number of tokens in the prompt cannot exceed 4081"
  /too many tokens/i,
  // TGI: "`inputs` tokens + `max_new_tokens` must be <= 4097."
  /\binputs`? tokens \+ `?max_new_tokens/i,
  // LM Studio: "the model is loaded with context length of only 4096 tokens"
  /context length of only/i,
  // vLLM, SGLang, LM Studio: "The decoder prompt is longer than the maximum model length of 8192."
  /(longer|greater|larger) than the (maximum |model'?s? )*(maximum |context |model )+length/i,
  // Moonshot: "Your request exceeded model token limit: 131072"
  /exceed(s|ed)? (the )?model('s)? token limit/i,
  // GLM: "Prompt exceeds max length"
  /prompt exceeds (the )?max(imum)? length/i,
  // DashScope: "Range of input length should be [1, 98304]"
  /range of input length should be/i,
  // Cerebras: "Please reduce the length of the messages or completion."
  /reduce the length of (the|your) (messages|prompt|input)/i,
  // LiteLLM: "litellm.BadRequestError: ContextWindowExceededError"
  /ContextWindowExceeded/i,
  // Anthropic: "Request exceeds the maximum size"
  /request exceeds the maximum size/i,
];
/** OpenAI and Groq say it of a request that no minute has room for, as of a rate: waiting does not help. */
const TOO_LARGE = /request too large/i;

/** Busy providers speak of tokens as well. */
export const isTooLongFor = (
  status: number | undefined,
  names: readonly string[],
  message: string,
): boolean =>
  status === 413 ||
  names.some((name) => CODES.includes(name)) ||
  TOO_LARGE.test(message) ||
  (status !== 429 && WORDS.some((words) => words.test(message)));

const WINDOW_WORDS: readonly RegExp[] = [
  /maximum context length (?:is|of) (\d+)/i,
  // A number alone in brackets is a code of the error.
  /context (?:size|window|length)[^\d]{0,20}(\d+)(?![\d)])/i,
  /(\d+) maximum context length/i,
  /> (\d+)(?: maximum|, )/i,
  /maximum number of tokens allowed \((\d+)\)/i,
  /(?:configured limit of|exceeds the limit of|maximum prompt length is|limit is|maximum model length of) (\d+)/i,
  /(?:cannot exceed|must be <=|token limit:|\blimit:?) (\d+)/i,
  /input length should be \[\d+, (\d+)\]/i,
];

export function saidWindow(message: string): { readonly saidTokens?: number } {
  const digits = WINDOW_WORDS.map((words) => words.exec(message)?.[1]).find((found) => found !== undefined);
  const saidTokens = Number(digits);
  return digits !== undefined && Number.isSafeInteger(saidTokens) && saidTokens > 0 ? { saidTokens } : {};
}
