/**
 * What the real API refuses in a history, as it is reported to: names, ids that are too long or of two items,
 * and thoughts that nothing follows. Pure.
 */
import { isObject, type JsonObject, stringOf } from './json-object.ts';

export interface InputProblem {
  readonly message: string;
  readonly param: string;
}

const NAME_PATTERN = '^[a-zA-Z0-9_-]+$';
const NAME = new RegExp(NAME_PATTERN);
const MAX_NAME = 64;

/** Checks the items of `POST /v1/responses`; `undefined`: nothing is wrong with them. */
export function inputProblem(input: readonly JsonObject[]): InputProblem | undefined {
  const seen = new Set<string>();
  for (const [index, item] of input.entries()) {
    const { type, id } = item;
    const at = `input[${index}]`;
    const problem =
      type === 'function_call'
        ? (nameProblem(item.name, `${at}.name`) ?? lengthProblem(item.call_id, 64, `${at}.call_id`))
        : type === 'function_call_output'
          ? lengthProblem(item.call_id, 64, `${at}.call_id`)
          : type === 'reasoning'
            ? lengthProblem(id, 64, `${at}.id`)
            : undefined;
    if (problem !== undefined) return problem;
    const named = type === 'function_call' ? item.call_id : type === 'reasoning' ? id : undefined;
    if (named !== undefined && seen.has(`${type} ${named}`))
      return {
        message: `Duplicate item found with id ${named}. Remove duplicate items from your input and try again.`,
        param: 'input',
      };
    seen.add(`${type} ${named}`);
    if (type === 'reasoning' && isLoose(input, index))
      return {
        message: `Item '${stringOf(id)}' of type 'reasoning' was provided without its required following item.`,
        param: 'input',
      };
  }
  return undefined;
}

/** Checks the messages of `POST /v1/chat/completions`, whose ids are shorter. */
export function messagesProblem(messages: readonly JsonObject[]): InputProblem | undefined {
  const seen = new Set<unknown>();
  for (const [index, { role, tool_calls: calls, tool_call_id: answered }] of messages.entries()) {
    const at = `messages[${index}]`;
    if (role === 'tool') {
      const problem = lengthProblem(answered, 40, `${at}.tool_call_id`);
      if (problem !== undefined) return problem;
    }
    for (const [place, call] of (Array.isArray(calls) ? calls.filter(isObject) : []).entries()) {
      const of = `${at}.tool_calls[${place}]`;
      const name = isObject(call.function) ? call.function.name : undefined;
      const problem = nameProblem(name, `${of}.function.name`) ?? lengthProblem(call.id, 40, `${of}.id`);
      if (problem !== undefined) return problem;
      if (seen.has(call.id))
        return { message: `messages.${index}.content.${place}: \`tool_use\` ids must be unique`, param: '' };
      seen.add(call.id);
    }
  }
  return undefined;
}

function nameProblem(name: unknown, param: string): InputProblem | undefined {
  const text = stringOf(name);
  if (!NAME.test(text))
    return {
      message: `Invalid '${param}': string does not match pattern. Expected a string that matches the pattern '${NAME_PATTERN}'.`,
      param,
    };
  return lengthProblem(text, MAX_NAME, param);
}

function lengthProblem(value: unknown, most: number, param: string): InputProblem | undefined {
  const { length } = stringOf(value);
  if (length === 0) return { message: `Invalid '${param}': empty string.`, param };
  if (length <= most) return undefined;
  return {
    message: `Invalid '${param}': string too long. Expected a string with maximum length ${most}, but got a string with length ${length} instead.`,
    param,
  };
}

/** A thought belongs to a message or a call behind it, perhaps behind other thoughts. */
function isLoose(input: readonly JsonObject[], index: number): boolean {
  const next = input.slice(index + 1).find(({ type }) => type !== 'reasoning');
  return next === undefined || !(next.role === 'assistant' || next.type === 'function_call');
}
