import type twilio from 'twilio';

/** The helper library, as its package gives it. */
export type HelperLibrary = typeof twilio;
/** The helper library's client. */
export type TwilioClient = ReturnType<HelperLibrary>;
/** What the helper library sends requests with: `twilio(sid, token, { httpClient })`. */
export type HttpClient = InstanceType<HelperLibrary['RequestClient']>;

/** The helper library as the application has it; undefined: not installed. */
export async function loadTwilio(): Promise<HelperLibrary | undefined> {
  try {
    return (await import('twilio')).default;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** A request client that asks one server whatever host of the provider a request is for. */
export function redirectTo(url: string, library: HelperLibrary): HttpClient {
  const client = new library.RequestClient();
  const request = client.request.bind(client);
  client.request = (options) => request({ ...options, uri: `${url}${servedPathOf(new URL(options.uri))}` });
  return client;
}

/**
 * Where the server has what lies at an address of the provider. Several hosts have resources of one path, such as
 * `/v1/Services`: what is of none that is served goes where the server has nothing, and says so with host and path.
 */
function servedPathOf({ hostname, pathname, search }: URL): string {
  const [product = ''] = hostname.split('.');
  const isServed = !hostname.endsWith('.twilio.com') || SERVED.includes(product);
  return `${isServed ? '' : `/${hostname}`}${pathname}${search}`;
}

/** First words of the hosts that are served: `api.twilio.com`, `messaging.dublin.ie1.twilio.com`. */
const SERVED: readonly string[] = ['api', 'messaging'];
