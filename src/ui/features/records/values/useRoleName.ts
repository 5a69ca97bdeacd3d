import { useTranslation } from 'react-i18next';
import { lookUp } from '#ui/i18n/lookUp.ts';

/** Roles are free text; those that published lists use have a name in every language. */
export function useRoleName(): (role: string) => string {
  const { i18n } = useTranslation('records');
  return (role) => lookUp(i18n, [`choices:role.${role.replaceAll(' ', '-')}`]) ?? role;
}
