/**
 * A `POST /v1/chat/completions` body, read as the same request that the Responses API would have been sent.
 */
import { isObject, type JsonObject, objectsIn, parsedObject, stringOf } from './json-object.ts';
import { type ParseResult, parseBody } from './parsed-request.ts';
import { type InputProblem, messagesProblem } from './strict-input.ts';

/** The outputs of an assistant message's calls have to follow it at once, or the real API answers 400. */
export function parseChatRequest(text: string): ParseResult {
  return parseBody(text, ({ messages, tools, response_format: format }) => {
    const [first, ...rest] = objectsIn(messages);
    const hasInstructions = first?.role === 'system' || first?.role === 'developer';
    const said = hasInstructions ? rest : objectsIn(messages);
    return {
      instructions: hasInstructions ? stringOf(first?.content) : '',
      input: Array.isArray(messages) ? inputOf(said) : undefined,
      inputParam: 'messages',
      toolNames: objectsIn(tools).map((tool) => stringOf(functionOf(tool).name)),
      format: isObject(format) ? { type: format.type, ...schemaOf(format.json_schema) } : undefined,
      formatParam: 'response_format',
      problem:
        messagesProblem(said) ?? argumentsProblem(said.flatMap(({ tool_calls: calls }) => objectsIn(calls))),
    };
  });
}

/**
 * Some servers read the arguments of earlier calls as JSON, and fail on them; `undefined`: all are objects.
 */
const argumentsProblem = (calls: readonly JsonObject[]): InputProblem | undefined =>
  calls.every((call) => parsedObject(stringOf(functionOf(call).arguments)) !== undefined)
    ? undefined
    : { message: 'Expecting value: line 1 column 1 (char 0)', param: 'messages' };

const schemaOf = (schema: unknown): JsonObject => (isObject(schema) ? schema : {});

const functionOf = (value: JsonObject): JsonObject => (isObject(value.function) ? value.function : {});

/**
 * An output that does not follow the message of its call gets an id of nobody, so that the call is found
 * unanswered.
 */
function inputOf(messages: readonly JsonObject[]): JsonObject[] {
  let open = new Set<string>();
  return messages.flatMap((message): JsonObject[] => {
    const { role, content, tool_calls: calls, tool_call_id: callId } = message;
    if (role === 'tool') {
      const isInPlace = open.delete(stringOf(callId));
      return [
        {
          type: 'function_call_output',
          call_id: isInPlace ? callId : `${callId} (out of place)`,
          output: content,
        },
      ];
    }
    const made = objectsIn(calls).map((call) => {
      const { name, arguments: text } = functionOf(call);
      return { type: 'function_call', call_id: call.id, name, arguments: text };
    });
    open = new Set(made.map(({ call_id: id }) => stringOf(id)));
    return [...(typeof content === 'string' && content !== '' ? [{ role, content }] : []), ...made];
  });
}
