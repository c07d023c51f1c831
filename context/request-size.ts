/**
 * How much of a request each of its parts takes, in bytes of JSON text. Costs nothing that grows with the
 * thread: the transcript counts as it grows. Pure.
 */
import { type ClosingBlock, closingParts } from './closing/closing-block.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { REQUEST_TOOLS } from './tools/request-tools.ts';
import type { SizesByKind } from './transcript/kind-sizes.ts';
import type { Transcript } from './transcript/transcript.ts';

export interface RequestSize {
  readonly instructions: number;
  readonly tools: readonly NamedSize[];
  readonly transcript: SizesByKind;
  /** Sizes stand by section, in order; the list is empty without a closing block. */
  readonly closing: readonly NamedSize[];
}

export interface NamedSize {
  readonly name: string;
  readonly bytes: number;
}

const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const INSTRUCTION_BYTES = jsonBytes(INSTRUCTIONS);
const TOOL_SIZES: readonly NamedSize[] = REQUEST_TOOLS.map((tool) => ({
  name: tool.name,
  bytes: jsonBytes(tool),
}));

export const requestSize = (parts: {
  readonly transcript: Transcript;
  readonly closing?: ClosingBlock;
}): RequestSize => ({
  instructions: INSTRUCTION_BYTES,
  tools: TOOL_SIZES,
  transcript: parts.transcript.sizes(),
  closing: parts.closing === undefined ? [] : closingSizes(parts.closing),
});

/**
 * All of what the provider reads as the prompt; settings and punctuation between the parts are not counted.
 */
export const promptBytes = ({ instructions, tools, transcript, closing }: RequestSize): number =>
  [...tools, ...Object.values(transcript), ...closing].reduce((sum, { bytes }) => sum + bytes, instructions);

function closingSizes(block: ClosingBlock): NamedSize[] {
  const sizes = new Map<string, number>();
  for (const { name, text } of closingParts(block)) sizes.set(name, (sizes.get(name) ?? 0) + jsonBytes(text));
  return [...sizes].map(([name, bytes]) => ({ name, bytes }));
}
