import { Alert, Button, Checkbox, NumberInput, PasswordInput, Radio, Select, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncSettings } from '#contract/syncSchemas.ts';
import { authorisationKinds, fileTransfers, tokenHeaders } from '#contract/syncSchemas.ts';
import { syncClasses } from '#core/sync/syncClass.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import inputs from '../../../components/inputs.module.css';
import { host } from '../../../host/client.ts';
import { orpc, queryClient } from '../../../host/queries.ts';
import { reportError } from '../../../host/reportError.ts';
import shared from '../sync.module.css';
import classes from './connection.module.css';
import { SignIn } from './SignIn.tsx';
import { TestResult } from './TestResult.tsx';
import { useConnectionForm } from './useConnectionForm.ts';

/** One column: address, sign-in, when, and what only few need; the test says what fails before anything is kept. */
export function ConnectionForm({ settings }: { readonly settings: SyncSettings }) {
  const { t } = useTranslation(['sync', 'common']);
  const form = useConnectionForm(settings);
  const { draft, change, running, problems } = form;
  const summary = useRef<HTMLDivElement>(null);
  // The form is longer than the window: what has to be corrected comes to the reader.
  useEffect(() => {
    if (problems.length > 0) summary.current?.focus();
  }, [problems]);
  const outcome = useRef<HTMLDivElement>(null);
  const hasOutcome = form.error !== undefined || form.test !== undefined || form.saved;
  // It appears at the foot of the form, often below what is seen of it.
  useEffect(() => {
    if (hasOutcome && !running) outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [hasOutcome, running]);
  const problem = (path: string): string | undefined => {
    const found = form.problems.find((one) => one.path === path);
    return found && t(`sync:problem.${found.reason as 'required'}`, { allowed: found.allowed });
  };
  const field = (path: string) => ({ id: `sync-${path}`, error: problem(path) });
  const isOAuth = draft.authorisation === 'clientCredentials' || draft.authorisation === 'authorisationCode';
  const isKept = JSON.stringify(settings.connection) === JSON.stringify(draft);
  const fieldNames: Readonly<Record<string, string>> = {
    address: t('sync:connection.address'),
    tenantHeader: t('sync:connection.tenantHeader'),
    servicePath: t('sync:connection.servicePath'),
    issuer: t('sync:connection.issuer'),
    clientId: t('sync:connection.clientId'),
    scope: t('sync:connection.scope'),
    token: t('sync:connection.token'),
    clientSecret: t('sync:connection.clientSecret'),
    namesPerPage: t('sync:connection.namesPerPage'),
    bodyKilobytes: t('sync:connection.bodyKilobytes'),
    largestFileMegabytes: t('sync:connection.largestFileMegabytes'),
    ...Object.fromEntries(
      syncClasses.map((tenant) => [
        `tenants.${tenant}`,
        t('sync:connection.tenant', { tenant: t(`sync:tenant.${tenant}`) }),
      ]),
    ),
  };

  return (
    <form
      className={`${classes.form} ${inputs.inputs}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void form.save();
      }}
    >
      {form.problems.length > 0 ? (
        <Alert
          ref={summary}
          tabIndex={-1}
          role="alert"
          color="red"
          variant="light"
          icon={<IconAlertTriangle aria-hidden="true" />}
          title={t('sync:connection.problems', { count: form.problems.length })}
        >
          <ul className={classes.problems}>
            {form.problems.map(({ path }) => (
              <li key={path}>
                <button
                  type="button"
                  className={classes.problemLink}
                  onClick={() => document.getElementById(`sync-${path}`)?.focus()}
                >
                  {fieldNames[path] ?? path}
                </button>{' '}
                {problem(path)}
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <FormSection title={t('sync:connection.endpoint')}>
        <TextInput
          {...field('address')}
          label={t('sync:connection.address')}
          description={t('sync:connection.addressHelp')}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          value={draft.address}
          onChange={(event) => change({ address: event.currentTarget.value })}
        />
        <Select
          label={t('sync:connection.dialect')}
          description={t('sync:connection.dialectHelp')}
          allowDeselect={false}
          value={draft.dialect}
          data={(['ngsi-ld', 'ngsi-v2'] as const).map((value) => ({
            value,
            label: t(`sync:dialect.${value}`),
          }))}
          onChange={(value) => form.changeDialect(value === 'ngsi-v2' ? 'ngsi-v2' : 'ngsi-ld')}
        />
      </FormSection>
      <FormSection title={t('sync:connection.authorisation')}>
        <Radio.Group
          aria-label={t('sync:connection.authorisation')}
          value={draft.authorisation}
          onChange={(value) => {
            const kind = authorisationKinds.find((known) => known === value);
            if (kind) change({ authorisation: kind });
          }}
        >
          <div className={classes.choices}>
            {authorisationKinds.map((kind) => (
              <Radio
                key={kind}
                value={kind}
                label={t(`sync:authorisation.${kind}`)}
                description={t(`sync:authorisationHelp.${kind}`)}
              />
            ))}
          </div>
        </Radio.Group>
        {draft.authorisation === 'token' ? (
          <Secret
            {...field('token')}
            label={t('sync:connection.token')}
            kept={settings.secrets.token}
            value={form.token}
            onChange={form.setToken}
          />
        ) : null}
        {isOAuth ? (
          <>
            <TextInput
              {...field('issuer')}
              label={t('sync:connection.issuer')}
              description={t('sync:connection.issuerHelp')}
              autoComplete="off"
              spellCheck={false}
              value={draft.issuer}
              onChange={(event) => change({ issuer: event.currentTarget.value })}
            />
            <TextInput
              {...field('clientId')}
              label={t('sync:connection.clientId')}
              autoComplete="off"
              spellCheck={false}
              value={draft.clientId}
              onChange={(event) => change({ clientId: event.currentTarget.value })}
            />
            <Secret
              {...field('clientSecret')}
              label={t('sync:connection.clientSecret')}
              {...(draft.authorisation === 'authorisationCode'
                ? { help: t('sync:connection.clientSecretOptional') }
                : {})}
              kept={settings.secrets.clientSecret}
              value={form.clientSecret}
              onChange={form.setClientSecret}
            />
            <TextInput
              {...field('scope')}
              label={t('sync:connection.scope')}
              autoComplete="off"
              spellCheck={false}
              value={draft.scope}
              onChange={(event) => change({ scope: event.currentTarget.value })}
            />
          </>
        ) : null}
        {draft.authorisation === 'none' ? null : (
          <Select
            label={t('sync:connection.tokenHeader')}
            description={t('sync:connection.tokenHeaderHelp')}
            allowDeselect={false}
            value={draft.tokenHeader}
            data={tokenHeaders.map((value) => ({ value, label: t(`sync:tokenHeader.${value}`) }))}
            onChange={(value) =>
              change({ tokenHeader: value === 'x-auth-token' ? 'x-auth-token' : 'authorization' })
            }
          />
        )}
        {draft.authorisation === 'authorisationCode' ? (
          isKept ? (
            settings.secrets.signedIn ? (
              <div className={shared.buttons}>
                <span>{t('sync:signIn.signedIn')}</span>
                <Button
                  size="compact-md"
                  variant="default"
                  onClick={() =>
                    host.sync
                      .signOut()
                      .then(
                        (kept) => queryClient.setQueryData(orpc.sync.settings.get.queryKey(), kept),
                        reportError,
                      )
                  }
                >
                  {t('sync:signIn.out')}
                </Button>
              </div>
            ) : (
              <SignIn />
            )
          ) : (
            <p className={shared.quiet}>{t('sync:signIn.saveFirst')}</p>
          )
        ) : null}
        {draft.authorisation === 'none' ? null : (
          <p className={shared.quiet}>{t('sync:connection.secretsKept')}</p>
        )}
      </FormSection>
      <FormSection title={t('sync:connection.when')}>
        <p className={shared.quiet}>{t('sync:connection.whenHelp')}</p>
        {(['atStart', 'afterEdits', 'onNetwork'] as const).map((name) => (
          <Checkbox
            key={name}
            label={t(`sync:automatic.${name}`)}
            checked={draft.automatic[name]}
            onChange={(event) =>
              change({ automatic: { ...draft.automatic, [name]: event.currentTarget.checked } })
            }
          />
        ))}
      </FormSection>
      <FormSection title={t('sync:connection.files')}>
        <p className={shared.quiet}>{t('sync:connection.filesHelp')}</p>
        <Radio.Group
          aria-label={t('sync:connection.files')}
          value={draft.fileTransfer}
          onChange={(value) => {
            const choice = fileTransfers.find((known) => known === value);
            if (choice) change({ fileTransfer: choice });
          }}
        >
          <div className={classes.choices}>
            {fileTransfers.map((choice) => (
              <Radio
                key={choice}
                value={choice}
                label={t(`sync:fileTransfer.${choice}`)}
                description={t(`sync:fileTransferHelp.${choice}`)}
              />
            ))}
          </div>
        </Radio.Group>
        <NumberInput
          {...field('largestFileMegabytes')}
          label={t('sync:connection.largestFileMegabytes')}
          description={t('sync:connection.largestFileMegabytesHelp')}
          classNames={{ wrapper: classes.figure }}
          value={draft.largestFileMegabytes}
          onChange={(value) => change({ largestFileMegabytes: Number(value) })}
        />
      </FormSection>
      <details className={classes.more} open={form.problems.some(({ path }) => isSpecial(path)) || undefined}>
        <summary>{t('sync:connection.more')}</summary>
        <FormSection title={t('sync:connection.tenants')}>
          <p className={shared.quiet}>{t('sync:connection.tenantsHelp')}</p>
          {syncClasses.map((tenant) => (
            <TextInput
              key={tenant}
              {...field(`tenants.${tenant}`)}
              label={t('sync:connection.tenant', { tenant: t(`sync:tenant.${tenant}`) })}
              autoComplete="off"
              spellCheck={false}
              value={draft.tenants[tenant]}
              onChange={(event) =>
                change({ tenants: { ...draft.tenants, [tenant]: event.currentTarget.value } })
              }
            />
          ))}
          <TextInput
            {...field('tenantHeader')}
            label={t('sync:connection.tenantHeader')}
            autoComplete="off"
            spellCheck={false}
            value={draft.tenantHeader}
            onChange={(event) => change({ tenantHeader: event.currentTarget.value })}
          />
          {draft.dialect === 'ngsi-v2' ? (
            <TextInput
              {...field('servicePath')}
              label={t('sync:connection.servicePath')}
              autoComplete="off"
              spellCheck={false}
              value={draft.servicePath}
              onChange={(event) => change({ servicePath: event.currentTarget.value })}
            />
          ) : null}
        </FormSection>
        <FormSection title={t('sync:connection.limits')}>
          <NumberInput
            {...field('namesPerPage')}
            label={t('sync:connection.namesPerPage')}
            description={t('sync:connection.namesPerPageHelp')}
            classNames={{ wrapper: classes.figure }}
            value={draft.namesPerPage}
            onChange={(value) => change({ namesPerPage: Number(value) })}
          />
          <NumberInput
            {...field('bodyKilobytes')}
            label={t('sync:connection.bodyKilobytes')}
            description={t('sync:connection.bodyKilobytesHelp')}
            classNames={{ wrapper: classes.figure }}
            value={draft.bodyKilobytes}
            onChange={(value) => change({ bodyKilobytes: Number(value) })}
          />
        </FormSection>
      </details>
      <div ref={outcome} className={classes.outcome}>
        {form.error ? <ErrorNotice error={form.error} /> : null}
        {form.test ? <TestResult test={form.test} endpoint={hostOf(draft.address)} /> : null}
        {form.saved ? (
          <Alert role="status" color="green" variant="light" icon={<IconCheck aria-hidden="true" />}>
            <p className={classes.testLine}>{t('sync:connection.saved')}</p>
            <Button component={Link} to="/sync" size="compact-md" variant="outline">
              {t('sync:connection.toSync')}
            </Button>
          </Alert>
        ) : null}
      </div>
      <div className={classes.formButtons}>
        <Button type="submit" loading={running === 'save'}>
          {t('sync:connection.save')}
        </Button>
        <Button variant="default" loading={running === 'test'} onClick={() => void form.tryOut()}>
          {t('sync:connection.test')}
        </Button>
        {settings.connection ? (
          <Button
            variant="subtle"
            className={shared.lastButton}
            loading={running === 'forget'}
            onClick={() => void form.forget()}
          >
            {t('sync:connection.forget')}
          </Button>
        ) : null}
      </div>
      {settings.connection ? <p className={shared.quiet}>{t('sync:connection.forgetHelp')}</p> : null}
    </form>
  );
}

function isSpecial(path: string): boolean {
  return /^(tenant|servicePath|namesPerPage|bodyKilobytes)/.test(path);
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

function FormSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={classes.formSection}>
      <legend className={shared.sectionName}>{title}</legend>
      {children}
    </fieldset>
  );
}

interface SecretProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly error: string | undefined;
  readonly kept: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A secret goes one way: it can be entered and replaced, and is never shown again. */
function Secret({ id, label, help, error, kept, value, onChange }: SecretProps) {
  const { t } = useTranslation('sync');
  return (
    <PasswordInput
      id={id}
      label={label}
      description={kept ? t('connection.secretIsKept') : help}
      error={error}
      autoComplete="off"
      spellCheck={false}
      value={value}
      visibilityToggleButtonProps={{ 'aria-label': t('connection.look') }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
