import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

export interface TestProvider {
  readonly issuer: string;
  readonly provider: Provider;
  /** Takes every grant and token back, as an administrator would. */
  revokeAll(): Promise<void>;
  /** Seconds that new access tokens live. */
  accessTokenLife: number;
  close(): Promise<void>;
}

export interface TestProviderOptions {
  readonly accessTokenLife?: number;
  readonly port?: number;
}

export const desktopClient = 'musubi-desk';
export const officeClient = { id: 'office', secret: 'office-secret-of-the-test' };

/** A real OpenID provider on loopback; its sign-in form is filled in by whoever follows the pages. */
export async function startProvider(options: TestProviderOptions = {}): Promise<TestProvider> {
  const server = createServer((incoming, outgoing) => handle(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state = { life: options.accessTokenLife ?? 3600 };
  const configuration: Configuration = {
    clients: [
      {
        client_id: desktopClient,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/signed-in'],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
      {
        client_id: officeClient.id,
        client_secret: officeClient.secret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
      },
    ],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    features: {
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      devInteractions: { enabled: true },
    },
    ttl: {
      AccessToken: () => state.life,
      ClientCredentials: () => state.life,
      RefreshToken: 3600,
      Grant: 3600,
      Session: 3600,
      Interaction: 600,
      IdToken: 600,
      AuthorizationCode: 60,
    },
  };
  const provider = new Provider(issuer, configuration);
  const handle = provider.callback();
  const grants = new Set<string>();
  provider.on('grant.saved', (grant) => grants.add(grant.jti));
  return {
    issuer,
    provider,
    get accessTokenLife() {
      return state.life;
    },
    set accessTokenLife(seconds: number) {
      state.life = seconds;
    },
    revokeAll: async () => {
      for (const id of grants) {
        await provider.Grant.adapter.destroy(id);
        for (const model of [provider.RefreshToken, provider.AccessToken, provider.AuthorizationCode]) {
          await model.revokeByGrantId(id);
        }
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Follows the pages of a sign-in as a browser with cookies would, fills the form in, and comes back to the app. */
export async function followSignIn(address: string, account = 'yamada'): Promise<Response> {
  const cookies = new Map<string, string>();
  let url = address;
  let body: URLSearchParams | undefined;
  for (let step = 0; step < 20; step++) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(body ? { method: 'POST', body: body.toString() } : {}),
    });
    body = undefined;
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = answer.headers.get('location');
    if (location) {
      url = new URL(location, url).href;
      continue;
    }
    const text = await answer.clone().text();
    const action = /<form[^>]* action="([^"]+)"/.exec(text)?.[1];
    if (!action) return answer;
    url = new URL(action.replaceAll('&amp;', '&'), url).href;
    body = new URLSearchParams();
    for (const [, name = '', value = ''] of text.matchAll(
      /<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g,
    )) {
      body.set(name, value);
    }
    if (text.includes('name="login"')) {
      body.set('login', account);
      body.set('password', 'any');
    }
  }
  throw new Error('the sign-in goes round in a circle');
}

export interface TokenGate {
  readonly url: string;
  /** Tokens that came, and what was answered. */
  readonly seen: { readonly token: string; readonly status: number }[];
  /** Every token is taken for so many requests and has then run out. */
  usesPerToken: number;
  close(): Promise<void>;
}

/** Stands before an endpoint and lets through what the provider vouches for, as an access-control proxy does. */
export async function startTokenGate(target: string, test: TestProvider): Promise<TokenGate> {
  const gate = { seen: [] as TokenGate['seen'], usesPerToken: Number.POSITIVE_INFINITY };
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const header = String(incoming.headers['x-auth-token'] ?? incoming.headers.authorization ?? '');
    const token = header.replace(/^Bearer /, '');
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const found =
      (await test.provider.AccessToken.find(token)) ?? (await test.provider.ClientCredentials.find(token));
    const uses = gate.seen.filter((earlier) => earlier.token === token).length;
    const status = found && !found.isExpired && uses < gate.usesPerToken ? 200 : 401;
    gate.seen.push({ token, status });
    if (status === 401) {
      outgoing.writeHead(401, { 'content-type': 'application/json' }).end('{}');
      return;
    }
    const { host: _host, authorization: _authorization, ...headers } = incoming.headers;
    const onward = request(`${target}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    onward.end(Buffer.concat(parts));
  };
  const server = createServer((incoming, outgoing) => void handle(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(gate, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
