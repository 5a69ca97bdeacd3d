import type { SyncClass } from '#core/sync/syncClass.ts';

export const dialects = ['ngsi-ld', 'ngsi-v2'] as const;
export type Dialect = (typeof dialects)[number];

/** How one endpoint wants to be spoken to. */
export interface BrokerOptions {
  readonly tenants: Readonly<Record<SyncClass, string>>;
  readonly tenantHeader: string;
  /** NGSIv2 only. */
  readonly servicePath: string;
  /** Names in one question; goes down by itself when the broker refuses. */
  readonly namesPerPage: number;
}

export function defaultOptions(dialect: Dialect): BrokerOptions {
  return {
    tenants: { public: 'public', member: 'member', government: 'government' },
    tenantHeader: dialect === 'ngsi-ld' ? 'NGSILD-Tenant' : 'Fiware-Service',
    servicePath: dialect === 'ngsi-ld' ? '' : '/musubi',
    namesPerPage: 100,
  };
}
