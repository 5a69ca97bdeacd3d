import type { Decision } from './decision.ts';
import type { CheckedPartner, CheckedProject, Condition } from './eligibilityTypes.ts';

/**
 * Whether the project's organisations include one of the wanted type, home and role. One whose type or home is not
 * recorded may be the wanted one, so it keeps the answer open.
 */
export function checkPartner(condition: Condition, project: CheckedProject): Decision {
  const { partners } = project;
  if (partners.length === 0) return { outcome: 'unknown', because: { code: 'partnerNone' }, ask: 'partners' };
  const fitting = partners.filter((partner) => fits(partner, condition) === true);
  if (fitting.length > 0) return byRole(condition, fitting);
  const unclear = partners.filter((partner) => fits(partner, condition) === undefined);
  if (unclear.length > 0) {
    const ids = idsOf(unclear);
    return { outcome: 'unknown', because: { code: 'partnerUnclear', ids }, ask: 'partnerDetail' };
  }
  return { outcome: 'fails', because: { code: 'partnerMissing', ids: idsOf(partners) } };
}

function byRole({ role }: Condition, fitting: readonly CheckedPartner[]): Decision {
  if (!role) return { outcome: 'holds', because: { code: 'partnerThere', ids: idsOf(fitting) } };
  const inRole = fitting.filter((partner) => partner.role?.trim().toLowerCase() === role.toLowerCase());
  return inRole.length > 0
    ? { outcome: 'holds', because: { code: 'partnerThere', ids: idsOf(inRole) } }
    : { outcome: 'unknown', because: { code: 'roleUnclear', ids: idsOf(fitting) }, ask: 'role' };
}

function fits(partner: CheckedPartner, condition: Condition): boolean | undefined {
  const type = condition.organisationType
    ? partner.type === undefined
      ? undefined
      : partner.type === condition.organisationType
    : true;
  const home = livesIn(partner, condition);
  if (type === false || home === false) return false;
  return type === undefined || home === undefined ? undefined : true;
}

function livesIn({ country, asean }: CheckedPartner, { region }: Condition): boolean | undefined {
  if (!region) return true;
  if (region === 'asean' || region === 'ascn') return asean;
  if (country === undefined) return undefined;
  return region === 'japan' ? country === 'JP' : country !== 'JP';
}

function idsOf(partners: readonly CheckedPartner[]): string[] {
  return partners.map(({ id }) => id);
}
