/**
 * A tool as a request declares it: its name, what the model is told of it, and its parameters. Running it is
 * elsewhere. Pure.
 */

/**
 * JSON schema of a strict function tool: every property required, optional ones nullable, nothing else
 * allowed.
 */
export interface ParametersSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

export interface ToolDeclaration {
  readonly name: string;
  /** The model reads it. */
  readonly description: string;
  readonly parameters: ParametersSchema;
}

/** A function tool as the Responses API takes it. */
export interface FunctionTool extends ToolDeclaration {
  readonly type: 'function';
  readonly strict: true;
}

/** They keep their order; each has what the model is told and nothing else. */
export const functionTools = (declarations: readonly ToolDeclaration[]): FunctionTool[] =>
  declarations.map(({ name, description, parameters }) => ({
    type: 'function',
    name,
    description,
    parameters,
    strict: true,
  }));
