import { ORPCError } from '@orpc/client';
import { useState } from 'react';
import type { ConnectionTest, SyncConnection, SyncSettings } from '#contract/syncSchemas.ts';
import { host } from '../../../host/client.ts';
import { orpc, queryClient } from '../../../host/queries.ts';

export interface ConnectionProblemShown {
  readonly path: string;
  readonly reason: string;
  readonly allowed: string;
}

type Task = 'save' | 'test' | 'forget';

/** The connection as it is being edited, with what the host said about it. */
export function useConnectionForm(settings: SyncSettings) {
  const [draft, setDraft] = useState<SyncConnection>(settings.connection ?? settings.defaults['ngsi-ld']);
  const [token, setToken] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [problems, setProblems] = useState<readonly ConnectionProblemShown[]>([]);
  const [error, setError] = useState<unknown>();
  const [test, setTest] = useState<ConnectionTest>();
  const [running, setRunning] = useState<Task>();
  const [saved, setSaved] = useState(false);

  const change = (values: Partial<SyncConnection>) => {
    setDraft((before) => ({ ...before, ...values }));
    setSaved(false);
    setTest(undefined);
  };
  /** Another dialect has other customs; what the person has changed stays. */
  const changeDialect = (dialect: SyncConnection['dialect']) => {
    const [from, to] = [settings.defaults[draft.dialect], settings.defaults[dialect]];
    change({
      dialect,
      tenantHeader: draft.tenantHeader === from.tenantHeader ? to.tenantHeader : draft.tenantHeader,
      servicePath: draft.servicePath === from.servicePath ? to.servicePath : draft.servicePath,
    });
  };
  const input = () => ({
    connection: draft,
    ...(token ? { token } : {}),
    ...(clientSecret ? { clientSecret } : {}),
  });
  const work = async (task: Task, run: () => Promise<void>) => {
    setRunning(task);
    setError(undefined);
    setProblems([]);
    setSaved(false);
    if (task !== 'save') setTest(undefined);
    try {
      await run();
    } catch (cause) {
      const found = problemsOf(cause);
      setProblems(found);
      if (found.length === 0) setError(cause);
    }
    setRunning(undefined);
  };
  const keep = (kept: SyncSettings) => {
    queryClient.setQueryData(orpc.sync.settings.get.queryKey(), kept);
    setToken('');
    setClientSecret('');
  };
  return {
    draft,
    change,
    changeDialect,
    token,
    setToken,
    clientSecret,
    setClientSecret,
    problems,
    error,
    test,
    running,
    saved,
    save: () =>
      work('save', async () => {
        const kept = await host.sync.settings.set(input());
        keep(kept);
        if (kept.connection) setDraft(kept.connection);
        setSaved(true);
      }),
    tryOut: () => work('test', async () => setTest(await host.sync.test(input()))),
    forget: () =>
      work('forget', async () => {
        const kept = await host.sync.settings.forget();
        keep(kept);
        setDraft(kept.defaults['ngsi-ld']);
      }),
  };
}

function problemsOf(cause: unknown): ConnectionProblemShown[] {
  if (!(cause instanceof ORPCError) || cause.code !== 'INVALID_INPUT') return [];
  const { problems } = (cause.data ?? {}) as { problems?: unknown };
  if (!Array.isArray(problems)) return [];
  return problems.map((problem: { path?: unknown; reason?: unknown; allowed?: unknown }) => ({
    path: String(problem.path),
    reason: String(problem.reason),
    allowed: Array.isArray(problem.allowed) ? problem.allowed.join(', ') : '',
  }));
}
