/** The bytes of a file; or why there are none, and whether it may be tried again. */
export type Download =
  | { readonly type: 'bytes'; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly type: 'refused'; readonly why: string }
  | { readonly type: 'later'; readonly why: string; readonly wait?: number };

type How = {
  readonly token: string;
  /** Slack's Web API: where the token belongs. */
  readonly apiUrl: string;
  readonly timeout: number;
};

const HOPS = 3;

/** Fetches a private file. The token goes to Slack alone, wherever an address or a redirection points. */
export const download = async (address: string, { token, apiUrl, timeout }: How): Promise<Download> => {
  let url = address;
  for (let hop = 0; hop <= HOPS; hop++) {
    if (!isSlacks(url, apiUrl)) return { type: 'refused', why: 'it is not kept by Slack' };
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    }).catch((error: Error) => error.name);
    if (typeof response === 'string') return { type: 'later', why: response };
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location) {
      await response.body?.cancel();
      url = new URL(location, url).href;
    } else return read(response);
  }
  return { type: 'refused', why: 'it is redirected for ever' };
};

const read = async (response: Response): Promise<Download> => {
  const { status, body, headers } = response;
  if (status === 200 && body) {
    // A page to sign in is what Slack shows to whom it does not let in; a page that somebody posted comes as an attachment.
    const isPage = /^text\/html/.test(headers.get('content-type') ?? '') && !headers.has('content-disposition');
    if (!isPage) return { type: 'bytes', bytes: body };
    await body.cancel();
    return { type: 'refused', why: 'Slack asks to sign in: the app lacks files:read' };
  }
  await body?.cancel();
  if (status === 429) return { type: 'later', why: 'http 429', wait: Number(headers.get('retry-after') ?? 60) * 1000 };
  return { type: status >= 500 ? 'later' : 'refused', why: `http ${status}` };
};

/** Slack's own hosts, by https; or that of another API than Slack's. */
const isSlacks = (address: string, apiUrl: string): boolean => {
  if (!URL.canParse(address)) return false;
  const [url, api] = [new URL(address), new URL(apiUrl)];
  if (!isSlackHost(api)) return url.origin === api.origin;
  return url.protocol === 'https:' && isSlackHost(url);
};

const isSlackHost = ({ hostname }: URL): boolean => hostname === 'slack.com' || hostname.endsWith('.slack.com');
