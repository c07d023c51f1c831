/** Which model does the work. Only the worker reads this: the key goes nowhere else. */
import { z } from 'zod';
import { defined } from '../objects/defined.ts';
import { type Environment, flag, readEnvironment, SettingsError, wholeNumber } from './environment.ts';
import { httpAddress } from './http-address.ts';
import { apiKey } from './keys/api-key.ts';

/** One day; a timer that is asked for more than 24 days fires at once. */
const MAX_TIMEOUT_SECONDS = 86_400;

const usdPerMillion = z.number().min(0).max(1_000_000);
const tokenPrice = z.strictObject({
  input: usdPerMillion,
  cachedInput: usdPerMillion,
  output: usdPerMillion,
});
const prices = z.record(z.string().min(1), tokenPrice.extend({ flex: tokenPrice.exactOptional() }));
const windows = z.record(
  z.string().min(1),
  z
    .strictObject({
      windowTokens: z.number().int().min(1_000).max(100_000_000),
      reserveTokens: z.number().int().min(0).exactOptional(),
    })
    .refine(({ windowTokens, reserveTokens = 0 }) => reserveTokens < windowTokens, {
      path: ['reserveTokens'],
      message: 'must be less than windowTokens',
    }),
);

/** A table as JSON text; what is wrong with it is told by its path, or by an example. */
const jsonTable = <Table extends z.ZodType>(table: Table, example: string) =>
  z.string().transform((text, context): z.output<Table> => {
    try {
      const parsed = table.safeParse(JSON.parse(text));
      if (parsed.success) return parsed.data;
      for (const { path, message } of parsed.error.issues)
        context.addIssue({
          code: 'custom',
          message: path.length === 0 ? `must be a table such as ${example}` : `${path.join('.')}: ${message}`,
        });
    } catch {
      context.addIssue({ code: 'custom', message: `must be JSON such as ${example}` });
    }
    return z.NEVER;
  });

const api = z.enum(['responses', 'chat']);

/** Names separated by commas, e.g. `gpt-5-mini, gpt-4.1`. */
const modelNames = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  )
  .refine((names) => names.length > 0, 'names no model: they are separated by commas');

const schema = z.object({
  OPENAI_API_KEY: apiKey.exactOptional(),
  OPENAI_BASE_URL: httpAddress.exactOptional(),
  OPENAI_MODEL: z.string().default('gpt-5'),
  MODEL_API: api.default('responses'),
  MODEL_TOOL_CALLS: z.enum(['auto', 'native']).default('auto'),
  MODEL_FALLBACKS: modelNames.default([]),
  MODEL_CONTEXT_WINDOWS: jsonTable(windows, '{"gpt-5": {"windowTokens": 400000}}').exactOptional(),
  MODEL_BACKGROUND: flag.default(false),
  MODEL_COMPACTION: z.enum(['summary', 'provider']).default('summary'),
  /** US dollars per million tokens. */
  MODEL_PRICES: jsonTable(
    prices,
    '{"gpt-5": {"input": 1.25, "cachedInput": 0.125, "output": 10}}',
  ).exactOptional(),
  MODEL_PROMPT_CACHE_RETENTION: z.enum(['in_memory', '24h']).exactOptional(),
  MODEL_TIMEOUT_SECONDS: wholeNumber(1).max(MAX_TIMEOUT_SECONDS).default(600),
  AUDITOR_MODEL: z.string().min(1).exactOptional(),
  AUDITOR_API_KEY: apiKey.exactOptional(),
  AUDITOR_BASE_URL: httpAddress.exactOptional(),
  AUDITOR_API: api.exactOptional(),
});

export interface ModelSettings {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly model: string;
  /** Which of the provider's protocols is spoken. */
  readonly api: 'responses' | 'chat';
  /**
   * `auto`: calls that a model wrote as text count where they are all of its reply. `native`: they are words.
   */
  readonly toolCalls: 'auto' | 'native';
  /** Asked in this order in place of a model that is gone for long; empty: none ever is. */
  readonly fallbacks: readonly string[];
  readonly timeoutMs: number;
  readonly maxReplyBytes: number;
  /** How long the provider is asked to keep a request's prefix; absent: its own default. */
  readonly promptCacheRetention?: 'in_memory' | '24h';
  /** Calls go on at the provider when their worker is lost, and are picked up by the next one. */
  readonly isBackground: boolean;
  /** Windows stand by model, `*` for all others; absent: they are taken from what is known of models. */
  readonly contextWindows?: Readonly<
    Record<string, { readonly windowTokens: number; readonly reserveTokens?: number }>
  >;
  /** Who sums up what no longer fits: a model call of ours, or the provider's own compaction. */
  readonly compaction: 'summary' | 'provider';
  /** Prices stand by model, in US dollars per million tokens. Absent: no goal can have a budget in money. */
  readonly prices?: Readonly<Record<string, TokenPrice & { readonly flex?: TokenPrice }>>;
  readonly auditor?: AuditorSettings;
}

interface TokenPrice {
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
}

/** Who audits, as far as it is not the model that does the work. */
export interface AuditorSettings {
  readonly model?: string;
  /** Absent: that of the model. */
  readonly provider?: {
    readonly apiKey: string;
    readonly baseUrl?: string;
    readonly api?: ModelSettings['api'];
  };
}

const MAX_REPLY_BYTES = 32 * 1024 * 1024;

/** `undefined` when neither a key nor an address is set: there is no model to call. */
export function modelSettings(environment: Environment): ModelSettings | undefined {
  const env = readEnvironment(schema, environment);
  if (env.OPENAI_API_KEY === undefined && env.OPENAI_BASE_URL === undefined) return undefined;
  const problems = contradictionsIn(env);
  if (problems.length > 0) throw new SettingsError(problems);
  return {
    // A server of one's own may want no key; the client library wants something.
    apiKey: env.OPENAI_API_KEY ?? 'none',
    ...defined({ baseUrl: env.OPENAI_BASE_URL }),
    model: env.OPENAI_MODEL,
    api: env.MODEL_API,
    toolCalls: env.MODEL_TOOL_CALLS,
    fallbacks: env.MODEL_FALLBACKS,
    timeoutMs: env.MODEL_TIMEOUT_SECONDS * 1000,
    maxReplyBytes: MAX_REPLY_BYTES,
    ...defined({ promptCacheRetention: env.MODEL_PROMPT_CACHE_RETENTION }),
    isBackground: env.MODEL_BACKGROUND,
    ...defined({ contextWindows: env.MODEL_CONTEXT_WINDOWS }),
    compaction: env.MODEL_COMPACTION,
    ...defined({ prices: env.MODEL_PRICES }),
    ...auditorSettings(env),
  };
}

/** Settings that are right each by itself, and not together. */
function contradictionsIn(env: z.output<typeof schema>): string[] {
  const isChat = env.MODEL_API === 'chat';
  return [
    ...(env.MODEL_BACKGROUND && isChat
      ? ['MODEL_BACKGROUND=1 needs MODEL_API=responses: Chat Completions has no background mode']
      : []),
    ...(env.MODEL_COMPACTION === 'provider' && isChat
      ? ['MODEL_COMPACTION=provider needs MODEL_API=responses: Chat Completions cannot compact']
      : []),
    ...(env.AUDITOR_API !== undefined && env.AUDITOR_BASE_URL === undefined
      ? ['AUDITOR_BASE_URL must be set along with AUDITOR_API']
      : []),
    // The names of the one provider's models mean nothing to the other.
    ...(env.AUDITOR_BASE_URL !== undefined && env.AUDITOR_MODEL === undefined
      ? ['AUDITOR_MODEL must be set along with AUDITOR_BASE_URL']
      : []),
  ];
}

/** An address of the auditor's own makes another provider of it, which never gets the model's key. */
function auditorSettings(env: z.output<typeof schema>): { readonly auditor?: AuditorSettings } {
  const { AUDITOR_MODEL, AUDITOR_API_KEY: apiKey, AUDITOR_BASE_URL: baseUrl, AUDITOR_API: api } = env;
  const model = AUDITOR_MODEL === undefined ? {} : { model: AUDITOR_MODEL };
  if (baseUrl !== undefined) {
    const protocol = api === undefined ? {} : { api };
    return { auditor: { ...model, provider: { apiKey: apiKey ?? 'none', baseUrl, ...protocol } } };
  }
  if (apiKey !== undefined) return { auditor: { ...model, provider: { apiKey } } };
  return AUDITOR_MODEL === undefined ? {} : { auditor: model };
}
