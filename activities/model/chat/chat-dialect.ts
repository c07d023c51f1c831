/**
 * What a server of Chat Completions takes of a request, found out by what it refuses: they differ, and none
 * says so before. Pure.
 */
import type { ChatThoughtsField } from '../../../journal/bodies/model-reply.ts';
import { apiErrorFields, isBadRequest } from '../failure/api-error.ts';

const OPTIONAL_FIELDS = ['prompt_cache_key', 'parallel_tool_calls', 'stream_options'] as const;

/** They change no answer. */
export type OptionalField = (typeof OPTIONAL_FIELDS)[number];

export interface ChatDialect {
  /** What is not sent. */
  readonly omits: readonly OptionalField[];
  /**
   * The thoughts of earlier replies: sent back as they are kept; left out; or in every message of the model
   * under that name, also where none are kept (DeepSeek and Kimi refuse a message without).
   */
  readonly thoughts: 'asKept' | 'leftOut' | ChatThoughtsField;
  /**
   * Signatures of calls: sent back as they are kept; or with each message that calls, also where none is kept
   * (Gemini).
   */
  readonly signatures: 'asKept' | 'always';
  /**
   * How a reply of a given shape is asked for: by its schema; as some JSON (DeepSeek), the schema in words;
   * or in words alone.
   */
  readonly format: 'schema' | 'object' | 'words';
}

export const FULL_DIALECT: ChatDialect = {
  omits: [],
  thoughts: 'asKept',
  signatures: 'asKept',
  format: 'schema',
};

const THOUGHTS = /\breasoning(_content)?\b/i;
const FORMAT = /response_format|json_schema|response mime type/i;
const IS_WANTED = /must be|required|missing|passed back/i;

/** What to ask with instead, of a server that has refused so much; `undefined`: its reason lies elsewhere. */
export function adapted(dialect: ChatDialect, error: unknown): ChatDialect | undefined {
  const refused = apiErrorFields(error);
  if (!isBadRequest(refused)) return undefined;
  const words = `${refused.param} ${refused.message}`;
  const named = OPTIONAL_FIELDS.filter((field) => words.includes(field) && !dialect.omits.includes(field));
  if (named.length > 0) return { ...dialect, omits: [...dialect.omits, ...named] };
  if (FORMAT.test(words) && dialect.format !== 'words')
    return { ...dialect, format: dialect.format === 'schema' ? 'object' : 'words' };
  if (words.includes('thought_signature') && dialect.signatures === 'asKept')
    return { ...dialect, signatures: 'always' };
  const [name] = THOUGHTS.exec(words) ?? [];
  if (name === undefined || dialect.thoughts !== 'asKept') return undefined;
  if (!IS_WANTED.test(words)) return { ...dialect, thoughts: 'leftOut' };
  return { ...dialect, thoughts: name.toLowerCase() === 'reasoning' ? 'reasoning' : 'reasoning_content' };
}
