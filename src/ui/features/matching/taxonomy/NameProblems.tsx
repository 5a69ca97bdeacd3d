import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TaxonomyEffectAnswer } from '#contract/matchingEffectSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { usePlainName } from '../shared/names.tsx';

/** New names that will not do what their writer expects. */
export function NameProblems({ names }: { readonly names: TaxonomyEffectAnswer['names'] }) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const plain = usePlainName();
  if (names.length === 0) return null;
  return (
    <ul className={shared.changeList}>
      {names.map(({ problem, language, name, conceptIds }) => (
        <li key={`${language} ${name}`}>
          <IconAlertTriangle size={16} aria-hidden="true" />
          <span>{t(`taxonomy.name.${problem}`, { name, others: format.list(conceptIds.map(plain)) })}</span>
        </li>
      ))}
    </ul>
  );
}
