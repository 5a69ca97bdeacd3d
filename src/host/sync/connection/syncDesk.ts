import type { z } from 'zod';
import type {
  ConnectionTest,
  StartOverPlanView,
  SyncConflict,
  SyncConnection,
  SyncSettings,
  SyncSettingsInput,
  settleInputSchema,
  settleOutputSchema,
  signInEventSchema,
} from '#contract/syncSchemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import type { HostServices } from '#host/services.ts';
import { localesDirectoryOf } from '#host/text/localesDirectory.ts';
import { Translator } from '#host/text/translator.ts';
import { type Conflict, listConflicts } from '../conflicts.ts';
import { systemFetch } from '../http/systemFetch.ts';
import { authorisedFetch } from '../signIn/authorisedFetch.ts';
import { prepareStartOver, startOver, type UnsentChoice } from '../startOver/startOver.ts';
import { audienceOfClientSecret, audienceOfToken, audienceOfTokens } from './audiences.ts';
import { checkedConnection } from './checkConnection.ts';
import {
  brokerOptionsOf,
  defaultConnection,
  readConnection,
  setPaused,
  writeConnection,
} from './connectionSettings.ts';
import { DraftSecrets } from './draftSecrets.ts';
import { readExchange, readExchanges } from './exchangeHistory.ts';
import { makeAuthorisation } from './makeAuthorisation.ts';
import type { SecretStore } from './secretStore.ts';
import { settleMany } from './settleMany.ts';
import type { RunnerOptions, SyncRunner } from './syncRunner.ts';
import { testConnection } from './testConnection.ts';

type SignInEvent = z.infer<typeof signInEventSchema>;

/** Everything that a window can ask about sync; the exchange itself is the runner's. */
export class SyncDesk {
  readonly runner: SyncRunner;
  readonly #services: HostServices;
  readonly #secrets: SecretStore;
  readonly #options: RunnerOptions;

  constructor(services: HostServices, secrets: SecretStore, runner: SyncRunner, options: RunnerOptions = {}) {
    this.#services = services;
    this.#secrets = secrets;
    this.runner = runner;
    this.#options = options;
  }

  settings(): SyncSettings {
    const connection = readConnection(this.#services.store);
    const has = (name: 'token' | 'clientSecret' | 'tokens', audience: (of: SyncConnection) => string) =>
      connection !== null && this.#secrets.has(name, audience(connection));
    return {
      connection,
      defaults: { 'ngsi-ld': defaultConnection('ngsi-ld'), 'ngsi-v2': defaultConnection('ngsi-v2') },
      secrets: {
        token: has('token', audienceOfToken),
        clientSecret: has('clientSecret', audienceOfClientSecret),
        signedIn: has('tokens', audienceOfTokens),
      },
    };
  }

  /** @throws MusubiError INVALID_INPUT with every problem; then nothing is kept */
  async setSettings(input: SyncSettingsInput): Promise<SyncSettings> {
    const connection = checkedConnection(input.connection);
    await this.runner.cancel();
    for (const [name, secret, audience] of [
      ['token', input.token, audienceOfToken(connection)],
      ['clientSecret', input.clientSecret, audienceOfClientSecret(connection)],
    ] as const) {
      if (secret === undefined) continue;
      if (secret.trim() === '') this.#secrets.forget(name);
      else await this.#secrets.write(name, audience, checkedSecret(name, secret));
    }
    writeConnection(this.#services.store, connection);
    this.runner.connectionChanged();
    return this.settings();
  }

  async forget(): Promise<SyncSettings> {
    await this.runner.cancel();
    this.#secrets.forget('token', 'clientSecret', 'tokens');
    writeConnection(this.#services.store, null);
    setPaused(this.#services.store, false);
    this.runner.connectionChanged();
    return this.settings();
  }

  /** With the secrets that were entered, else those that are kept; keeps neither. */
  async test(input: SyncSettingsInput): Promise<ConnectionTest> {
    const connection = checkedConnection(input.connection);
    const secrets = new DraftSecrets(this.#services.store, this.#services.options.shell.keyVault, {
      ...(input.token ? { token: checkedSecret('token', input.token) } : {}),
      ...(input.clientSecret ? { clientSecret: checkedSecret('clientSecret', input.clientSecret) } : {}),
    });
    const authorisation = await makeAuthorisation(connection, secrets, this.#options.providerFetch);
    return testConnection(connection, authorisation, this.#options.fetch ?? systemFetch);
  }

  /** @throws MusubiError SIGN_IN_FAILED, CANCELLED, WRONG_USAGE when the connection needs no sign-in */
  async *signIn(language: string, signal?: AbortSignal): AsyncGenerator<SignInEvent, void, void> {
    const connection = readConnection(this.#services.store);
    if (connection?.authorisation !== 'authorisationCode') {
      throw new MusubiError('WRONG_USAGE', { reason: 'authorisationCode' });
    }
    const { signInWithCode } = await import('../signIn/codeSignIn.ts');
    const translate = new Translator(localesDirectoryOf(this.#services.options.resourcesDirectory)).in(
      language,
    );
    const opened = Promise.withResolvers<string>();
    const done = signInWithCode({
      connection,
      clientSecret: await this.#secrets.read('clientSecret', audienceOfClientSecret(connection)),
      page: {
        language,
        title: translate('sync:signInPage.title'),
        done: translate('sync:signInPage.done'),
        wrong: translate('sync:signInPage.wrong'),
      },
      open: opened.resolve,
      signal,
      ...(this.#options.providerFetch ? { fetch: this.#options.providerFetch } : {}),
    }).then((tokens) => this.#secrets.write('tokens', audienceOfTokens(connection), JSON.stringify(tokens)));
    done.catch(opened.reject);
    try {
      yield { type: 'open', url: await opened.promise };
      await done;
    } catch (cause) {
      throw asSignInRefusal(cause, connection);
    }
    this.runner.connectionChanged();
    yield { type: 'done' };
    this.runner.start('asked');
  }

  async signOut(): Promise<SyncSettings> {
    await this.runner.cancel();
    const connection = readConnection(this.#services.store);
    if (connection) {
      const kept = await this.#secrets.read('tokens', audienceOfTokens(connection));
      const secret = await this.#secrets.read('clientSecret', audienceOfClientSecret(connection));
      this.#secrets.forget('tokens');
      const { revokeTokens } = await import('../signIn/revokeTokens.ts');
      await revokeTokens(connection, secret, kept, this.#options.providerFetch);
    }
    this.runner.connectionChanged();
    return this.settings();
  }

  history(request: { limit: number; before?: number | undefined }) {
    return readExchanges(this.#services.store.statements, request);
  }

  exchange(id: number) {
    return readExchange(this.#services.store.statements, id);
  }

  conflicts(): { items: SyncConflict[]; labels: ReturnType<HostServices['reader']['labels']> } {
    const { store, reader } = this.#services;
    const open = listConflicts(store);
    const names = new Map(
      store.statements
        .all<{ id: string; name: string }>('SELECT id, name FROM actor WHERE name IS NOT NULL')
        .map(({ id, name }) => [id, name]),
    );
    const items = open.map((conflict) => ({
      ...conflict,
      values: conflict.values.map((value) => {
        const actorName = names.get(value.actor);
        return { ...value, ...(actorName ? { actorName } : {}) };
      }),
    }));
    const ids = new Set(items.flatMap(mentionedIds));
    return { items, labels: reader.labels([...ids].slice(0, 5_000)) };
  }

  /** @throws MusubiError WRONG_USAGE without a connection, what a backup or the endpoint can be refused for */
  async prepareStartOver(signal?: AbortSignal): Promise<StartOverPlanView> {
    const connection = readConnection(this.#services.store);
    if (!connection) throw new MusubiError('WRONG_USAGE', { reason: 'connection' });
    const authorisation = await makeAuthorisation(connection, this.#secrets, this.#options.providerFetch);
    const { difference, refused, ...plan } = await prepareStartOver(this.#services, {
      address: connection.address,
      dialect: connection.dialect,
      options: brokerOptionsOf(connection),
      fetch: authorisedFetch(this.#options.fetch ?? systemFetch, authorisation),
      signal,
    });
    const records = difference.records.map((record) => ({ ...record, fields: [...record.fields] }));
    return { ...plan, difference: { ...difference, records }, refused: [...refused] };
  }

  /** @throws MusubiError SYNC_START_OVER_LOST */
  async startOver(ticket: string, unsent: UnsentChoice): Promise<{ started: boolean }> {
    await this.runner.cancel();
    startOver(this.#services, ticket, unsent);
    this.runner.connectionChanged();
    return { started: this.runner.start('asked') };
  }

  settle(input: z.infer<typeof settleInputSchema>): z.infer<typeof settleOutputSchema> {
    const { store, writer, actor } = this.#services;
    const result = settleMany(store, writer, input.items, { actor, language: input.language });
    this.runner.countAnew();
    return result;
  }
}

/** Texts among the values that may be records: those that are get their names shown. */
function mentionedIds(conflict: Conflict): string[] {
  const found: string[] = [];
  const look = (value: unknown) => {
    if (typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(value)) found.push(value);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(look);
  };
  for (const { value } of conflict.values) look(value);
  look(conflict.before);
  const [, key] = conflict.field.split('/');
  if (key) look(key);
  return found;
}

/** A line break or a letter of another script in a header is a slip of the clipboard, or an attack. */
function checkedSecret(path: string, text: string): string {
  const secret = text.trim();
  if (!/^[\x21-\x7e]+$/.test(secret)) {
    throw new MusubiError('INVALID_INPUT', { problems: [{ path, reason: 'notPrintable' }] });
  }
  return secret;
}

function asSignInRefusal(cause: unknown, connection: SyncConnection): unknown {
  if (!(cause instanceof EndpointFailure)) return cause;
  return new MusubiError(
    'SIGN_IN_FAILED',
    { provider: new URL(connection.issuer).host, failure: cause.kind, reason: cause.message },
    { cause },
  );
}
