/**
 * A request's body, read the way a script wants to look at it: what was said, which tools were called and
 * what came back. It also refuses what the real API refuses, so that a caller cannot rehearse against a
 * looser server.
 */
import { defined } from '../objects/defined.ts';
import { isObject, type JsonObject, objectsIn, parsedObject, stringOf } from './json-object.ts';
import { type InputProblem, inputProblem } from './strict-input.ts';

/** A tool call of the transcript with its output, when the request has one. */
export interface TranscriptCall {
  readonly kind: 'call';
  readonly callId: string;
  readonly name: string;
  /** The model sent it like this; it may be broken JSON. */
  readonly rawArguments: string;
  /** `{}` when the arguments are not a JSON object. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly output?: string;
}

export interface TranscriptMessage {
  readonly kind: 'message';
  readonly role: string;
  readonly text: string;
}

export type TranscriptEntry = TranscriptMessage | TranscriptCall;

export interface ParsedRequest {
  readonly model: string;
  readonly instructions: string;
  readonly stream: boolean;
  readonly promptCacheKey?: string;
  /** What the text of the reply has to be; absent: any text. */
  readonly format?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  /** Names of the function tools on offer; empty when the model may only write text. */
  readonly tools: readonly string[];
  /**
   * Input items of the Responses API, as sent (a string becomes one user message) or as the messages of a
   * chat say them.
   */
  readonly input: readonly Readonly<Record<string, unknown>>[];
  /** Messages and calls in order, each call joined with its output. */
  readonly transcript: readonly TranscriptEntry[];
  /** The answered calls since the last message of anybody; a closing block behind them is looked through. */
  readonly callsSinceMessage: readonly TranscriptCall[];
  readonly body: Readonly<Record<string, unknown>>;
  readonly bytes: number;
}

export type ParseResult =
  | { readonly ok: true; readonly request: ParsedRequest }
  | { readonly ok: false; readonly message: string; readonly param: string | null };

/** Content is a string or a list of parts; only parts with a `text` count. */
function textOf(content: unknown): string {
  if (!Array.isArray(content)) return stringOf(content);
  return content.map((part) => (isObject(part) ? stringOf(part.text) : '')).join('');
}

function transcriptOf(input: readonly JsonObject[]): TranscriptEntry[] {
  const outputs = new Map<string, string>();
  for (const item of input) {
    if (item.type === 'function_call_output') outputs.set(stringOf(item.call_id), textOf(item.output));
  }
  return input.flatMap((item): TranscriptEntry[] => {
    if (item.type === 'function_call') {
      const callId = stringOf(item.call_id);
      const rawArguments = stringOf(item.arguments);
      const output = outputs.get(callId);
      const call = { kind: 'call', callId, name: stringOf(item.name), rawArguments } as const;
      return [{ ...call, arguments: parsedObject(rawArguments) ?? {}, ...defined({ output }) }];
    }
    if (typeof item.role === 'string') {
      return [{ kind: 'message', role: item.role, text: textOf(item.content) }];
    }
    return [];
  });
}

/** The calls at the end of the transcript, but for messages of the caller behind them. */
function lastCalls(transcript: readonly TranscriptEntry[]): TranscriptCall[] {
  const calls: TranscriptCall[] = [];
  for (const entry of transcript.toReversed()) {
    if (entry.kind === 'call') calls.unshift(entry);
    else if (calls.length > 0 || entry.role === 'assistant') break;
  }
  return calls;
}

/** The real API answers 400 when calls and outputs do not pair up; so does this server. */
function unpaired(input: readonly JsonObject[]): string | undefined {
  const idsOf = (type: string): string[] =>
    input.filter((item) => item.type === type).map((item) => stringOf(item.call_id));
  const calls = new Set(idsOf('function_call'));
  const outputs = new Set(idsOf('function_call_output'));
  const unanswered = [...calls].find((id) => !outputs.has(id));
  if (unanswered !== undefined) return `No tool output found for function call ${unanswered}.`;
  const stray = [...outputs].find((id) => !calls.has(id));
  if (stray !== undefined) return `No tool call found for function call output with call_id ${stray}.`;
  return undefined;
}

/**
 * A strict schema names every property of every object as required and allows no other, or the real API
 * answers 400.
 */
function formatOf(format: unknown): ParsedRequest['format'] | 'refused' {
  if (!isObject(format) || format.type !== 'json_schema') return undefined;
  const { name, schema, strict } = format;
  if (typeof name !== 'string' || !/^[\w-]{1,64}$/.test(name) || !isObject(schema)) return 'refused';
  return strict === true && !isStrict(schema) ? 'refused' : { name, schema };
}

function isStrict(schema: JsonObject): boolean {
  const { type, properties, required, additionalProperties, items } = schema;
  if (type === 'array') return isObject(items) && isStrict(items);
  if (type !== 'object') return true;
  if (!isObject(properties) || !Array.isArray(required) || additionalProperties !== false) return false;
  return Object.entries(properties).every(
    ([key, property]) => required.includes(key) && isObject(property) && isStrict(property),
  );
}

/** The parts of a body that the two protocols put in different places. */
interface RequestFields {
  readonly instructions: string;
  readonly input: unknown;
  /** Where the input stands. */
  readonly inputParam: string;
  readonly toolNames: readonly string[];
  /** It is `text.format` of the Responses API. */
  readonly format: unknown;
  /** Where the schema stands. */
  readonly formatParam: string;
  /** What else is wrong with the input, and where. */
  readonly problem?: InputProblem | undefined;
}

/** Reads a body of `POST /v1/responses`. */
export const parseRequest = (text: string): ParseResult =>
  parseBody(text, ({ input, instructions, tools, text: settings }) => ({
    problem: inputProblem(objectsIn(input)),
    instructions: stringOf(instructions),
    input: typeof input === 'string' ? [{ role: 'user', content: input }] : input,
    inputParam: 'input',
    toolNames: objectsIn(tools).map(({ name }) => stringOf(name)),
    format: isObject(settings) ? settings.format : undefined,
    formatParam: 'text.format.schema',
  }));

/**
 * Reads a request body; `ok: false` carries the message and parameter of the 400 that the real API would
 * send.
 */
export function parseBody(text: string, fieldsOf: (body: JsonObject) => RequestFields): ParseResult {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { ok: false, message: 'We could not parse the JSON body of your request.', param: null };
  }
  if (!isObject(body)) return { ok: false, message: 'The request body has to be an object.', param: null };
  if (typeof body.model !== 'string') return missing('model');
  const { input, inputParam, instructions, toolNames, ...fields } = fieldsOf(body);
  if (!Array.isArray(input) || !input.every(isObject)) return missing(inputParam);
  if (fields.problem !== undefined) return { ok: false, ...fields.problem };
  const problem = unpaired(input);
  if (problem !== undefined) return { ok: false, message: problem, param: inputParam };

  const format = formatOf(fields.format);
  if (format === 'refused')
    return { ok: false, message: 'Invalid schema for response_format.', param: fields.formatParam };
  const transcript = transcriptOf(input);
  const request: ParsedRequest = {
    model: body.model,
    instructions,
    stream: body.stream === true,
    ...(typeof body.prompt_cache_key === 'string' ? { promptCacheKey: body.prompt_cache_key } : {}),
    ...defined({ format }),
    tools: body.tool_choice === 'none' ? [] : toolNames,
    input,
    transcript,
    callsSinceMessage: lastCalls(transcript).filter((call) => call.output !== undefined),
    body,
    bytes: Buffer.byteLength(text),
  };
  return { ok: true, request };
}

const missing = (param: string): ParseResult => ({
  ok: false,
  message: `Missing required parameter: '${param}'.`,
  param,
});
