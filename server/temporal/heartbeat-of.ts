/** An Activity that has not ended, as far as Temporal's description of a workflow is read here. */
export interface BeatingCall {
  readonly activityType?: { readonly name?: string | null } | null;
  readonly heartbeatDetails?: {
    readonly payloads?: readonly { readonly data?: Uint8Array | null }[] | null;
  } | null;
}

/** What its worker said last; `undefined`: nothing, or nothing that can be read. */
export function heartbeatOf({
  heartbeatDetails,
}: BeatingCall): Readonly<Record<string, unknown>> | undefined {
  const data = heartbeatDetails?.payloads?.[0]?.data;
  if (data === null || data === undefined) return undefined;
  try {
    const said: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    return typeof said === 'object' && said !== null ? { ...said } : undefined;
  } catch {
    return undefined;
  }
}
