/** What a browser does with cookies and redirects, for one origin and without a window. */
export const createVisitor = () => {
  const cookies = new Map<string, { readonly value: string; readonly path: string }>();

  const keep = (response: Response): void => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const at = pair.indexOf('=');
      const path = attributes.find((each) => /^path=/iu.test(each))?.slice(5) ?? '/';
      const gone = attributes.some((each) => /^max-age=0$/iu.test(each) || /^expires=Thu, 01 Jan 1970/iu.test(each));
      if (gone) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), { value: pair.slice(at + 1), path });
    }
  };

  const cookieFor = (path: string): string =>
    [...cookies].flatMap(([name, cookie]) => (path.startsWith(cookie.path) ? [`${name}=${cookie.value}`] : [])).join('; ');

  /** One request; a redirect is handed over, not followed. */
  const visit = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(address, { ...init, redirect: 'manual', headers: { ...init.headers, cookie: cookieFor(new URL(address).pathname) } });
    keep(response);
    return response;
  };

  /** Follows redirects to the first answer that is none, or to the first address that `until` knows, which is not asked. */
  const follow = async (address: string, until: (address: string) => boolean = () => false, init: RequestInit = {}): Promise<{ address: string; response: Response }> => {
    let here = address;
    let response = await visit(here, init);
    for (let step = 0; step < 10; step += 1) {
      const next = response.headers.get('location');
      if (next === null) return { address: here, response };
      here = new URL(next, here).href;
      if (until(here)) return { address: here, response };
      response = await visit(here);
    }
    throw new Error('Redirects without an end.');
  };

  return { visit, follow, cookieFor };
};

export type Visitor = ReturnType<typeof createVisitor>;

/** Chooses an account on the page of the demonstration's issuer, as a press of its button does. */
export const chooseAccount = async (visitor: Visitor, page: { address: string; response: Response }, account: string, until: (address: string) => boolean = () => false) => {
  const action = /action="([^"]+)"/u.exec(await page.response.text())?.[1];
  if (action === undefined) throw new Error(`No accounts to choose from at ${new URL(page.address).pathname}.`);
  return visitor.follow(new URL(action, page.address).href, until, { method: 'POST', body: new URLSearchParams({ account }) });
};
