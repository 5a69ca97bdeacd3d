import { Button, Select, Textarea } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longestMatchText } from '#contract/matchingQuestionSchemas.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import inputs from '#ui/components/inputs.module.css';
import { Loading } from '#ui/components/Loading.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { dayOf } from '#ui/i18n/formatting/dates.ts';
import { commandKey, hasCommandKey, isComposing } from '../../../shell/platform.ts';
import shared from '../matching.module.css';
import { maskText } from '../model/readText.ts';
import { spreadShare } from '../ranking/OrganisationsFor.tsx';
import {
  hiddenVerdictsOf,
  pageOfRows,
  RankedOrganisations,
  type RankingChoices,
} from '../ranking/RankedOrganisations.tsx';
import { NamesProvider } from '../shared/names.tsx';
import { Section } from '../shared/Section.tsx';
import { noQuestion, useQuestion } from './question.ts';
import { ReadText } from './ReadText.tsx';
import classes from './text.module.css';

interface TextQuestionProps {
  /** Other ways to begin: beside the question until it is asked, then below its answer. */
  readonly others: ReactNode;
}

/** A paragraph in any language, what was understood of it, and the organisations that fit. */
export function TextQuestion({ others }: TextQuestionProps) {
  const { t } = useTranslation('match');
  const [question, change] = useQuestion();
  const [choices, setChoices] = useState<RankingChoices>({
    limit: pageOfRows,
    spread: false,
    hideNotRelevant: false,
  });
  const field = useRef<HTMLTextAreaElement>(null);
  const { typed, asked, country, takenOut } = question;
  const input = {
    text: maskText(asked ?? '', takenOut),
    ...(country === undefined ? {} : { country }),
    limit: choices.limit,
    listFiltered: true,
    diversify: choices.spread ? spreadShare : 0,
    hiddenVerdicts: hiddenVerdictsOf(choices),
  };
  const answer = useQuery(
    orpc.matching.text.queryOptions({
      input,
      enabled: asked !== undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const ask = () => {
    const text = typed.trim();
    if (text === '') field.current?.focus();
    else change({ asked: text, ...(text === asked ? {} : { takenOut: [] }) });
  };
  return (
    <>
      <div className={`${shared.start} ${inputs.inputs}`} data-asked={asked !== undefined || undefined}>
        <Section framed title={t('text.title')}>
          <Textarea
            ref={field}
            label={t('text.label')}
            description={t('text.help')}
            placeholder={t('text.placeholder')}
            autosize
            minRows={4}
            maxRows={12}
            maxLength={longestMatchText}
            value={typed}
            onChange={(event) => change({ typed: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return;
              if (!hasCommandKey(event.nativeEvent)) return;
              event.preventDefault();
              ask();
            }}
          />
          <div className={classes.askTools}>
            <CountryChoice value={country} onChoose={(next) => change({ country: next })} />
            <div className={shared.askButtons}>
              <Button leftSection={<IconSearch size={18} aria-hidden="true" />} onClick={ask}>
                {t('text.search')}
              </Button>
              {typed === '' ? null : (
                <Button
                  variant="subtle"
                  onClick={() => {
                    change(noQuestion);
                    field.current?.focus();
                  }}
                >
                  {t('text.clear')}
                </Button>
              )}
              <span className={shared.quiet}>{t('text.key', { key: commandKey() })}</span>
            </div>
          </div>
        </Section>
        {asked === undefined ? others : null}
      </div>
      {answer.error && asked !== undefined ? (
        <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {asked !== undefined && answer.isPending && !answer.error ? <Loading rows={8} height={28} /> : null}
      {asked !== undefined && answer.data ? (
        <NamesProvider names={answer.data.labels}>
          <ReadText
            text={asked}
            query={answer.data.query}
            takenOut={takenOut}
            stale={answer.isPlaceholderData}
            onTakeOut={(out) => change({ takenOut: [...takenOut, out] })}
            onPutBack={(out) => change({ takenOut: takenOut.filter((other) => other !== out) })}
          />
          <Section title={t('text.results')}>
            <RankedOrganisations
              answer={answer.data}
              stale={answer.isPlaceholderData}
              choices={choices}
              onChoose={setChoices}
              ask={{ question: 'text', input }}
              source={{
                name: undefined,
                needs: [],
                studies: [],
                cities: answer.data.query.cities,
                day: dayOf(new Date()),
              }}
            />
          </Section>
        </NamesProvider>
      ) : null}
      {asked === undefined ? null : others}
    </>
  );
}

interface CountryChoiceProps {
  readonly value: string | undefined;
  readonly onChoose: (country: string | undefined) => void;
}

function CountryChoice({ value, onChoose }: CountryChoiceProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const { data } = useQuery(
    orpc.registry.list.queryOptions({
      input: { kind: 'country', sort: { field: 'label', direction: 'ascending' }, language: format.language },
    }),
  );
  return (
    <Select
      label={t('text.country')}
      description={t('text.countryHelp')}
      placeholder={t('text.anyCountry')}
      className={classes.country}
      clearable
      searchable
      value={value ?? null}
      onChange={(next) => onChoose(next ?? undefined)}
      data={(data?.items ?? []).map((country) => ({
        value: country.id,
        label: format.plain(country.name as LanguageMap | undefined) || country.id,
      }))}
    />
  );
}
