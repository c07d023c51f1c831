/** The few REST calls that the demo makes; it knows the service only from outside. */

export interface RestClient {
  get(path: string): Promise<RestReply>;
  post(path: string, body: unknown): Promise<RestReply>;
}

export type RestReply = Readonly<Record<string, unknown>>;

/** `key`: it is sent with each call. Throws with the problem's detail on any status from 400 up. */
export function createRestClient(baseUrl: string, key?: string): RestClient {
  const authorization: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const call = async (
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ): Promise<RestReply> => {
    const response = await fetch(`${baseUrl}${path}`, {
      ...init,
      headers: { ...authorization, ...init.headers },
    });
    const body = (await response.json()) as RestReply;
    if (response.ok) return body;
    throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${body.title} ${body.detail ?? ''}`);
  };
  return {
    get: (path) => call(path),
    post: (path, body) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };
}
