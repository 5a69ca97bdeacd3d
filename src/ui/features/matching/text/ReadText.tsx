import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganisationMatches } from '#contract/matchingSchemas.ts';
import type { RecordLabel } from '#contract/schemas.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { recognised, type TakenOut, takeOut, textPieces } from '../model/readText.ts';
import { Name, usePlainName } from '../shared/names.tsx';
import { Section } from '../shared/Section.tsx';
import classes from './text.module.css';
import { UnreadWords } from './UnreadWords.tsx';
import { useTakenOutNames } from './useTakenOutNames.ts';

interface ReadTextProps {
  readonly text: string;
  readonly query: OrganisationMatches['query'];
  readonly takenOut: readonly TakenOut[];
  readonly stale: boolean;
  readonly onTakeOut: (out: TakenOut) => void;
  readonly onPutBack: (out: TakenOut) => void;
}

/** The text with what was recognised in it, and the recognised names, each of which can be taken out. */
export function ReadText({ text, query, takenOut, stale, onTakeOut, onPutBack }: ReadTextProps) {
  const { t } = useTranslation('match');
  const plain = usePlainName();
  const names = useTakenOutNames(takenOut);
  // While the next answer is on its way, the last one's spans lie where letters have been taken out since.
  const [steady, setSteady] = useState(query);
  if (!stale && steady !== query) setSteady(query);
  const spans = (stale ? steady : query).spans ?? [];
  const found = recognised(spans);
  const near = query.concepts.filter(
    ({ conceptId }) => !spans.some((span) => span.kind === 'concept' && span.ids.includes(conceptId)),
  );
  return (
    <Section framed title={t('text.read')} help={t('text.readHelp')}>
      <p className={classes.readText}>
        {textPieces(text, spans, takenOut).map((piece) =>
          piece.mark === undefined ? (
            <span key={piece.start}>{piece.text}</span>
          ) : piece.mark === 'out' ? (
            <del key={piece.start} className={classes.out} title={t('text.kind.out')}>
              {piece.text}
            </del>
          ) : (
            <mark key={piece.start} data-kind={piece.mark} title={t(`text.kind.${piece.mark}`)}>
              {piece.text}
            </mark>
          ),
        )}
      </p>
      {found.length === 0 && near.length === 0 ? (
        <p className={shared.help}>{t('text.nothingRead')}</p>
      ) : null}
      <ul className={shared.chosen}>
        {found.map(({ kind, id }) => (
          <li key={`${kind} ${id}`}>
            <Chip name={plain(id)} onRemove={() => onTakeOut(takeOut(spans, kind, id))}>
              <span className={shared.quiet}>{t(`text.kind.${kind}`)}</span> <Name id={id} />
            </Chip>
          </li>
        ))}
        {near.map(({ conceptId }) => (
          <li key={conceptId}>
            <Chip hollow hint={t('text.nearHint')}>
              <Name id={conceptId} /> ({t('text.near')})
            </Chip>
          </li>
        ))}
      </ul>
      <UnreadWords query={query} stale={stale} />
      {takenOut.length > 0 ? (
        <ul className={shared.chosen} aria-label={t('text.takenOut')}>
          {takenOut.map((out) => (
            <li key={`${out.kind} ${out.id}`}>
              <PutBack name={names[out.id]} onClick={() => onPutBack(out)} />
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

function PutBack({
  name,
  onClick,
}: {
  readonly name: RecordLabel | undefined;
  readonly onClick: () => void;
}) {
  const { t } = useTranslation('match');
  const format = useFormat();
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
      aria-label={t('text.putBack', { name: format.plain(name?.label) })}
      onClick={onClick}
    >
      <LanguageText value={name?.label} />
    </Button>
  );
}
