/** A browser's cookies and nothing else: it follows no redirect by itself. */
export interface Browser {
  get(address: string, init?: RequestInit): Promise<Response>;
  /** By name, as they were set. */
  cookies: Map<string, { value: string; path: string; attributes: string }>;
}

export function createBrowser(): Browser {
  const cookies: Browser['cookies'] = new Map();
  return {
    cookies,
    async get(address, init = {}) {
      const { pathname } = new URL(address);
      const sent = [...cookies].filter(([, { path }]) => pathname === path || pathname.startsWith(`${path}/`));
      const headers = new Headers(init.headers);
      if (sent.length > 0) headers.set('Cookie', sent.map(([name, { value }]) => `${name}=${value}`).join('; '));
      const response = await fetch(address, { ...init, headers, redirect: 'manual' });
      for (const line of response.headers.getSetCookie()) keep(cookies, line);
      return response;
    },
  };
}

function keep(cookies: Browser['cookies'], line: string): void {
  const [pair = '', ...rest] = line.split('; ');
  const attributes = rest.join('; ').toLowerCase();
  const name = pair.slice(0, pair.indexOf('='));
  const expires = /expires=([^;]+)/.exec(attributes)?.[1];
  if (expires && Date.parse(expires) < Date.now()) cookies.delete(name);
  else
    cookies.set(name, {
      value: pair.slice(name.length + 1),
      path: /path=([^;]+)/.exec(attributes)?.[1] ?? '/',
      attributes,
    });
}
