import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceRef, RecordRef } from '#core/matching/index.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { NameLink } from '../shared/names.tsx';
import classes from './score.module.css';

interface EvidenceLinksProps {
  readonly evidence: readonly EvidenceRef[];
  readonly claims?: readonly RecordRef[];
}

const atFirst = 3;

/** The records that prove something, the strongest first, then offers without proof. */
export function EvidenceLinks({ evidence, claims = [] }: EvidenceLinksProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const [all, setAll] = useState(false);
  const proven = new Set(evidence.map((item) => item.id));
  const offers = claims.filter((claim) => claim.kind !== 'organisation' && !proven.has(claim.id));
  const count = evidence.length + offers.length;
  if (count === 0) return null;
  const shownEvidence = all ? evidence : evidence.slice(0, atFirst);
  const shownOffers = all ? offers : offers.slice(0, Math.max(0, atFirst - shownEvidence.length));
  const hidden = count - shownEvidence.length - shownOffers.length;
  return (
    <ul className={classes.evidence} aria-label={t('why.evidence')}>
      {shownEvidence.map((item) => (
        <li key={`${item.kind} ${item.id}`}>
          <NameLink id={item.id} kind={item.kind} icon />
          <span className={classes.evidenceNote}>
            {format.list([
              t(`evidenceLevel.${item.level}`),
              ...(item.date === undefined ? [] : [format.shortDate(item.date)]),
              item.confirmed ? t('why.confirmed') : t('why.unconfirmed'),
            ])}
          </span>
        </li>
      ))}
      {shownOffers.map((claim) => (
        <li key={`${claim.kind} ${claim.id}`}>
          <NameLink id={claim.id} kind={claim.kind} icon />
          <span className={classes.evidenceNote}>{t('why.claims')}</span>
        </li>
      ))}
      {hidden > 0 ? (
        <li>
          <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
            {t('why.moreEvidence', { count: hidden })}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
