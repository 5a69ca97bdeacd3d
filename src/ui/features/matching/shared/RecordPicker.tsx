import { Combobox, InputBase, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { KindIcon } from '#ui/components/KindIcon.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './shared.module.css';

interface RecordPickerProps {
  readonly kind: KindName;
  readonly label: string;
  readonly description?: string;
  /** Not offered, because they are chosen already. */
  readonly except?: readonly string[];
  readonly onPick: (id: string) => void;
}

interface Candidate {
  readonly id: string;
  readonly label: LanguageMap;
}

const mostOffered = 30;
const pause = 80;

/** Chooses one record by a part of any of its names; the field is empty again afterwards. */
export function RecordPicker({ kind, label, description, except = [], onPick }: RecordPickerProps) {
  const { t } = useTranslation('match');
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const candidates = useCandidates(kind, typed, combobox.dropdownOpened);
  const offered = candidates.filter(({ id }) => !except.includes(id));
  return (
    <Combobox
      store={combobox}
      withinPortal
      shadow="md"
      onOptionSubmit={(id) => {
        setTyped('');
        combobox.closeDropdown();
        onPick(id);
      }}
    >
      <Combobox.Target>
        <InputBase
          label={label}
          description={description}
          placeholder={t('pick.placeholder')}
          autoComplete="off"
          leftSection={<KindIcon kind={kind} />}
          value={typed}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={offered.length === 0 && typed === ''}>
        <Combobox.Options aria-label={label} className={classes.options}>
          {offered.map(({ id, label: name }) => (
            <Combobox.Option key={id} value={id}>
              <LanguageText value={name} />
            </Combobox.Option>
          ))}
          {offered.length === 0 ? <Combobox.Empty>{t('pick.nothing')}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** The first records of the kind by name, or what the typed words find. */
function useCandidates(kind: KindName, typed: string, enabled: boolean): readonly Candidate[] {
  const { language } = useFormat();
  const [text] = useDebouncedValue(typed.trim(), pause);
  const first = useQuery(
    orpc.registry.list.queryOptions({
      input: { kind, sort: { field: 'label', direction: 'ascending' }, limit: mostOffered, language },
      enabled: enabled && text === '',
      placeholderData: keepPreviousData,
    }),
  );
  const found = useQuery(
    orpc.search.query.queryOptions({
      input: { text, kinds: [kind], limit: mostOffered },
      enabled: enabled && text !== '',
      placeholderData: keepPreviousData,
    }),
  );
  if (text !== '') return found.data?.items ?? [];
  return (first.data?.items ?? []).map((item) => ({
    id: item.id,
    label: (item[definitionOf(kind).label] ?? {}) as LanguageMap,
  }));
}
