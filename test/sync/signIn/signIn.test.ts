import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SyncConnection, SyncLiveState } from '#contract/syncSchemas.ts';
import { exportRecords } from '#host/export/exportRecords.ts';
import { ChangeWatch } from '#host/registry/changeWatch.ts';
import type { HostServices } from '#host/services.ts';
import { defaultConnection } from '#host/sync/connection/connectionSettings.ts';
import { SecretStore } from '#host/sync/connection/secretStore.ts';
import { SyncDesk } from '#host/sync/connection/syncDesk.ts';
import { type RunnerOptions, SyncRunner } from '#host/sync/connection/syncRunner.ts';
import { backupIntoFolder } from '#host/system/backupFolder.ts';
import { smallRegistry, temporaryDirectory } from '#test/support/temporaryRegistry.ts';
import { startUrbanOs } from '#urbanos/index.ts';
import {
  desktopClient,
  followSignIn,
  officeClient,
  startProvider,
  startTokenGate,
  type TestProvider,
  type TestProviderOptions,
} from './openIdProvider.ts';

interface Office {
  readonly services: HostServices;
  readonly desk: SyncDesk;
  readonly runner: SyncRunner;
  readonly secrets: SecretStore;
}

async function office(options: RunnerOptions = {}): Promise<Office> {
  const services = await smallRegistry();
  const watch = new ChangeWatch(services.store);
  const secrets = new SecretStore(services.store, services.options.shell.keyVault);
  // Nothing by itself here: every exchange is asked for.
  const still = { startDelay: 1e8, settleTime: 1e8, ...options };
  const runner = new SyncRunner(services, secrets, watch, still);
  const desk = new SyncDesk(services, secrets, runner, still);
  onTestFinished(async () => {
    await runner.close();
    watch.close();
  });
  return { services, desk, runner, secrets };
}

async function guardedEndpoint(options: TestProviderOptions = {}) {
  const provider = await startProvider(options);
  const endpoint = await startUrbanOs({ port: 0, dataDirectory: temporaryDirectory(), warn: () => {} });
  const gate = await startTokenGate(endpoint.url, provider);
  onTestFinished(async () => {
    await gate.close();
    await endpoint.close();
    await provider.close();
  });
  return { provider, gate };
}

function personal(address: string, provider: TestProvider): SyncConnection {
  return {
    ...defaultConnection('ngsi-ld'),
    address,
    authorisation: 'authorisationCode',
    issuer: provider.issuer,
    clientId: desktopClient,
  };
}

async function signIn({ desk }: Office): Promise<void> {
  for await (const event of desk.signIn('en')) {
    if (event.type !== 'open') continue;
    const page = await followSignIn(event.url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('You are signed in');
  }
}

/** Waits until no exchange runs, and gives the state then. */
async function settled(runner: SyncRunner): Promise<SyncLiveState> {
  for await (const state of runner.states()) if (state.activity === null) return state;
  throw new Error('closed');
}

async function exchange(runner: SyncRunner): Promise<SyncLiveState> {
  runner.start('asked');
  return settled(runner);
}

function addNotes({ services }: Office, count: number) {
  for (let at = 0; at < count; at++) {
    services.writer.create(
      'missionNote',
      { title: `Note ${at}`, visibility: 'public' },
      { actor: services.actor, language: 'en' },
    );
  }
}

describe('signing in with a provider', { timeout: 120_000 }, () => {
  it('opens the provider in a browser, comes back to this machine, and syncs', async () => {
    const { provider, gate } = await guardedEndpoint();
    const here = await office();
    addNotes(here, 2);
    await here.desk.setSettings({ connection: personal(gate.url, provider) });
    expect(here.runner.state()).toMatchObject({ kind: 'signIn', toSend: 2 });
    await signIn(here);
    // The sign-in begins an exchange by itself.
    expect(await settled(here.runner)).toMatchObject({ kind: 'inStep', toSend: 0, failure: null });
    expect(here.desk.settings().secrets).toMatchObject({ signedIn: true });
    expect(here.desk.history({ limit: 5 }).items[0]).toMatchObject({ outcome: 'done', sent: 2 });
  });

  it('goes on with an exchange whose token runs out in the middle of it', async () => {
    const { provider, gate } = await guardedEndpoint();
    const here = await office();
    await here.desk.setSettings({ connection: personal(gate.url, provider) });
    await signIn(here);
    await settled(here.runner);
    addNotes(here, 5);
    const before = gate.seen.length;
    gate.usesPerToken = 4;
    expect(await exchange(here.runner)).toMatchObject({ kind: 'inStep', toSend: 0 });
    const answers = gate.seen.slice(before);
    expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThan(1);
    expect(new Set(answers.map(({ token }) => token)).size).toBeGreaterThan(2);
  });

  it('renews a token that is about to run out before it is refused', async () => {
    const { provider, gate } = await guardedEndpoint({ accessTokenLife: 5 });
    const here = await office();
    await here.desk.setSettings({ connection: personal(gate.url, provider) });
    await signIn(here);
    await settled(here.runner);
    addNotes(here, 1);
    expect(await exchange(here.runner)).toMatchObject({ kind: 'inStep' });
    expect(gate.seen.filter(({ status }) => status === 401)).toEqual([]);
  });

  it('says to sign in again once the provider has taken it back, and touches nothing', async () => {
    const { provider, gate } = await guardedEndpoint();
    const here = await office();
    await here.desk.setSettings({ connection: personal(gate.url, provider) });
    await signIn(here);
    await settled(here.runner);
    addNotes(here, 3);
    await provider.revokeAll();
    expect(await exchange(here.runner)).toMatchObject({
      kind: 'signIn',
      toSend: 3,
      failure: { kind: 'unauthorised' },
    });
    await signIn(here);
    expect(await settled(here.runner)).toMatchObject({ kind: 'inStep', toSend: 0 });
  });

  it('works with a clock that is a year off on either side', async () => {
    const { provider, gate } = await guardedEndpoint();
    const year = 365 * 24 * 3600 * 1000;
    for (const off of [year, -year]) {
      const real = Date.now;
      const shifted = async (url: string, init: object): Promise<Response> => {
        const answer = await fetch(url, init as RequestInit);
        const headers = new Headers(answer.headers);
        headers.set('date', new Date(real()).toUTCString());
        return new Response(answer.body, { status: answer.status, headers });
      };
      const here = await office({ providerFetch: shifted });
      await here.desk.setSettings({ connection: personal(gate.url, provider) });
      // The provider runs in this process too: only what reads its answers here sees another time.
      const isOurs = () => /oauth4webapi|signIn\/provider\.ts/.test(new Error('where').stack ?? '');
      Date.now = () => real() + (isOurs() ? off : 0);
      try {
        await signIn(here);
      } finally {
        Date.now = real;
      }
      expect(here.desk.settings().secrets.signedIn).toBe(true);
    }
  });

  it('does not take a return with another state, and goes on waiting for the right one', async () => {
    const { provider, gate } = await guardedEndpoint();
    const here = await office();
    await here.desk.setSettings({ connection: personal(gate.url, provider) });
    const steps = here.desk.signIn('ja');
    const opened = await steps.next();
    if (opened.value?.type !== 'open') throw new Error('nothing to open');
    const address = new URL(opened.value.url);
    expect(address.searchParams.get('code_challenge_method')).toBe('S256');
    const back = address.searchParams.get('redirect_uri') ?? '';
    expect(new URL(back).hostname).toBe('127.0.0.1');
    const forged = await fetch(`${back}?code=stolen&state=guessed`);
    expect(forged.status).toBe(400);
    expect(await forged.text()).toContain('サインインできませんでした');
    const rebound = await fetch(back.replace('127.0.0.1', 'localhost')).catch(() => ({ status: 404 }));
    expect(rebound.status).toBe(404);
    await followSignIn(opened.value.url);
    expect((await steps.next()).value).toEqual({ type: 'done' });
  });

  it('tells in one line why a sign-in did not work', async () => {
    const { provider, gate } = await guardedEndpoint();
    const here = await office();
    await here.desk.setSettings({ connection: { ...personal(gate.url, provider), clientId: 'nobody' } });
    const steps = here.desk.signIn('en');
    const opened = await steps.next();
    // The provider shows its own page for a client that it does not know; nobody comes back.
    const page = opened.value?.type === 'open' ? await fetch(opened.value.url) : undefined;
    expect(page?.status).toBe(400);
    await here.desk.setSettings({
      connection: { ...personal(gate.url, provider), issuer: 'http://127.0.0.1:9' },
    });
    await expect(here.desk.signIn('en').next()).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
      details: { provider: '127.0.0.1:9', failure: 'unreachable' },
    });
    await here.desk.setSettings({ connection: { ...personal(gate.url, provider), issuer: gate.url } });
    await expect(here.desk.signIn('en').next()).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('signs an office in with its own credentials, and names a wrong secret', async () => {
    const { provider, gate } = await guardedEndpoint();
    const here = await office();
    addNotes(here, 1);
    const connection: SyncConnection = {
      ...personal(gate.url, provider),
      authorisation: 'clientCredentials',
      clientId: officeClient.id,
      scope: '',
      tokenHeader: 'x-auth-token',
    };
    await here.desk.setSettings({ connection, clientSecret: 'wrong' });
    expect(await exchange(here.runner)).toMatchObject({
      kind: 'refused',
      failure: { kind: 'unauthorised', reason: 'invalid_client' },
    });
    const test = await here.desk.test({ connection, clientSecret: 'wrong' });
    expect(test).toMatchObject({ ok: false });
    expect(test.steps.at(-1)).toMatchObject({ step: 'signIn', outcome: 'failed' });
    expect((await here.desk.test({ connection, clientSecret: officeClient.secret })).ok).toBe(true);
    await here.desk.setSettings({ connection, clientSecret: officeClient.secret });
    expect(await exchange(here.runner)).toMatchObject({ kind: 'inStep', toSend: 0 });
  });

  it('forgets a sign-in here and at the provider', async () => {
    const { provider, gate } = await guardedEndpoint();
    const here = await office();
    await here.desk.setSettings({ connection: personal(gate.url, provider) });
    await signIn(here);
    await settled(here.runner);
    const token = gate.seen.at(-1)?.token ?? '';
    expect((await here.desk.signOut()).secrets.signedIn).toBe(false);
    expect(here.runner.state().kind).toBe('signIn');
    expect(await provider.provider.AccessToken.find(token)).toBeUndefined();
  });
});

describe('secrets', { timeout: 120_000 }, () => {
  it('stand in no file of the data folder, no backup, no export, no answer and no log', async () => {
    const { provider, gate } = await guardedEndpoint();
    const here = await office();
    const written: string[] = [];
    const keep = process.stderr.write.bind(process.stderr);
    process.stderr.write = ((text: string | Uint8Array) => {
      written.push(String(text));
      return true;
    }) as typeof process.stderr.write;
    onTestFinished(() => {
      process.stderr.write = keep;
    });
    await here.desk.setSettings({
      connection: personal(gate.url, provider),
      token: 'static-token-never-shown',
      clientSecret: '',
    });
    await signIn(here);
    await settled(here.runner);
    const answers = JSON.stringify([
      here.desk.settings(),
      here.runner.state(),
      here.desk.history({ limit: 9 }),
    ]);
    const exported = await exportRecords(
      here.services,
      { kind: 'city', format: 'json', where: [], audience: 'private', language: 'en' },
      { onProgress: () => {} },
    );
    await backupIntoFolder(here.services);
    const directory = here.services.options.dataDirectory;
    const files = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    const secrets = ['static-token-never-shown', ...new Set(gate.seen.map(({ token }) => token))];
    expect(secrets.length).toBeGreaterThan(1);
    for (const secret of secrets) {
      for (const text of [answers, Buffer.from(exported.bytes).toString('latin1'), ...written, ...files]) {
        expect(text.includes(secret)).toBe(false);
      }
    }
  });

  it('are sealed by the vault of the registry key, and belong to one host', async () => {
    const services = await smallRegistry();
    const turned = (bytes: Uint8Array) => new Uint8Array(bytes.map((byte) => byte ^ 0x5a));
    const vault = {
      kind: 'os-keychain' as const,
      seal: async (key: Uint8Array) => turned(key),
      unseal: async (key: Uint8Array) => turned(key),
    };
    const secrets = new SecretStore(services.store, vault);
    await secrets.write('token', 'https://a.example', 'abc');
    expect(await secrets.read('token', 'https://a.example')).toBe('abc');
    expect(await secrets.read('token', 'https://b.example')).toBeUndefined();
    const row = services.store.statements.get<{ sealed: Uint8Array }>('SELECT sealed FROM sync_secret');
    expect(Buffer.from(row?.sealed ?? []).toString('latin1')).not.toContain('abc');
    expect(
      await new SecretStore(services.store, services.options.shell.keyVault).read(
        'token',
        'https://a.example',
      ),
    ).toBeUndefined();
    const broken = new SecretStore(services.store, {
      ...vault,
      unseal: async () => {
        throw new Error('another account');
      },
    });
    expect(await broken.read('token', 'https://a.example')).toBeUndefined();
    secrets.forget('token');
    expect(secrets.has('token', 'https://a.example')).toBe(false);
  });
});
