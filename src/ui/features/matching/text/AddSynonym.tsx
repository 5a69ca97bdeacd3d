import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LanguageMap, languages } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { notifyDone } from '#ui/components/notify.tsx';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { undoChange } from '../../activity/undo.ts';
import shared from '../matching.module.css';
import { RecordPicker } from '../shared/RecordPicker.tsx';
import { TaxonomyEffect } from '../TaxonomyEffect.tsx';
import classes from './text.module.css';

interface AddSynonymProps {
  readonly word: string;
  readonly language: string;
  readonly onDone: () => void;
}

type Synonyms = Readonly<Record<string, readonly string[]>>;

/** Makes a word of the text a synonym of a term, after showing what that does to the rankings. */
export function AddSynonym({ word, language, onDone }: AddSynonymProps) {
  const { t } = useTranslation(['match', 'common']);
  const format = useFormat();
  const [text, setText] = useState(word);
  const [spoken, setSpoken] = useState(language);
  const [conceptId, setConceptId] = useState<string>();
  const [saving, setSaving] = useState(false);
  const stored = useQuery(
    orpc.registry.get.queryOptions({ input: { id: conceptId ?? '' }, enabled: conceptId !== undefined }),
  );
  const record = conceptId === undefined ? undefined : stored.data?.record;
  const label = record?.label as LanguageMap | undefined;
  const known = ((record?.synonyms ?? {}) as Synonyms)[spoken] ?? [];
  const name = text.trim();
  const already = known.includes(name);
  const synonyms = { ...((record?.synonyms ?? {}) as Synonyms), [spoken]: [...known, name] };
  const ready = record !== undefined && name !== '' && !already;

  const save = async () => {
    if (!ready || conceptId === undefined) return;
    setSaving(true);
    try {
      const { changeId } = await host.registry.patch({
        id: conceptId,
        values: { synonyms: { [spoken]: [...known, name] } },
        language: format.language,
      });
      notifyDone(
        t('match:taxonomy.added', { word: name, concept: format.plain(label) }),
        changeId === null
          ? undefined
          : { label: t('common:action.undo'), run: () => void undoChange(changeId) },
      );
      onDone();
    } catch (error) {
      reportError(error);
    } finally {
      setSaving(false);
    }
  };

  return (
    <form
      className={classes.addSynonym}
      aria-label={t('match:taxonomy.addTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={classes.addSynonymFields}>
        <TextInput
          label={t('match:taxonomy.word')}
          lang={spoken}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          label={t('match:taxonomy.language')}
          allowDeselect={false}
          value={spoken}
          data={languages.map((value) => ({ value, label: format.languageName(value) }))}
          onChange={(next) => setSpoken(next ?? spoken)}
        />
        <div>
          <RecordPicker
            kind="concept"
            label={t('match:taxonomy.of')}
            except={conceptId === undefined ? [] : [conceptId]}
            onPick={setConceptId}
          />
          {record ? (
            <p className={shared.effectLine}>
              <Chip name={format.plain(label)} onRemove={() => setConceptId(undefined)}>
                <LanguageText value={label} />
              </Chip>
              <Link to="/record/$id/edit" params={{ id: record.id }} search={{ field: 'synonyms' } as never}>
                {t('match:taxonomy.open')}
              </Link>
            </p>
          ) : null}
        </div>
      </div>
      {already ? (
        <p className={shared.help}>{t('match:taxonomy.already', { concept: format.plain(label) })}</p>
      ) : ready ? (
        <TaxonomyEffect id={conceptId} values={conceptValues({ ...record, synonyms })} />
      ) : (
        <p className={shared.help}>{t('match:taxonomy.chooseConcept')}</p>
      )}
      <div className={shared.askButtons}>
        <Button type="submit" disabled={!ready} loading={saving}>
          {t('match:taxonomy.save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('match:taxonomy.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** The fields of a concept as the form would send them. */
function conceptValues(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(fieldsOf('concept')).flatMap((field) =>
      record[field] === undefined || record[field] === null ? [] : [[field, record[field]]],
    ),
  );
}
