/** What became of an expired session: the same may be sent again, or the service could not tell. */
export type Renewal = { readonly sendAgain: true } | { readonly sendAgain: false; readonly status: number };

let renewing: Promise<Renewal> | undefined;

/**
 * Gets this browser new tokens, once for however many requests want them. Other tabs may do so at the same moment: the
 * service gives all of them the same answer. A session that ended (401) takes its cookies with it; then what is sent again
 * is asked as nobody. Rejects as fetch does when there is no network.
 */
export const renewSession = (send: typeof fetch, url = '/session/refresh'): Promise<Renewal> => {
  renewing ??= send(url, { method: 'POST', credentials: 'same-origin', cache: 'no-store' })
    .then(({ ok, status }): Renewal => (ok || status === 401 ? { sendAgain: true } : { sendAgain: false, status }))
    .finally(() => {
      renewing = undefined;
    });
  return renewing;
};

const isExpired = async (response: Response): Promise<boolean> => {
  if (response.status !== 401) return false;
  // Whatever else answers 401, such as a hotel's network, does not speak of it.
  return (await response.clone().text()).includes('SESSION_EXPIRED');
};

/** A fetch that nobody notices an expired session through: it renews it and sends the same once more. */
export const renewingFetch =
  (send: typeof fetch, renewUrl?: string): typeof fetch =>
  async (input, init) => {
    const response = await send(input, init);
    if (!(await isExpired(response))) return response;
    const renewal = await renewSession(send, renewUrl);
    return renewal.sendAgain ? send(input, init) : new Response(null, { status: renewal.status });
  };
