/** An input item of the Responses API, in wire form. */
export type InputItem = Readonly<Record<string, unknown>>;
