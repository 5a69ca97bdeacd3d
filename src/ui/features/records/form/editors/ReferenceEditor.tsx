import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { KindIcon } from '#ui/components/KindIcon.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { useLabels } from '../../data/useFacets.ts';
import { type EditorProps, editorId, wrapperOrder } from '../editorTypes.ts';
import classes from '../form.module.css';
import { useCandidates } from './useCandidates.ts';

interface ReferenceEditorProps extends EditorProps<readonly string[]> {
  readonly to: readonly KindName[];
  readonly conceptTypes?: readonly string[];
  /** One record at most: choosing another replaces it. */
  readonly single: boolean;
}

/** Picks records by typing a part of any of their names, in any language. */
export function ReferenceEditor(props: ReferenceEditorProps) {
  const {
    path,
    label,
    help,
    error,
    required,
    value = [],
    onChange,
    to,
    conceptTypes,
    single,
    autoFocus,
  } = props;
  const { t } = useTranslation('records');
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const labels = useLabels(value);
  const candidates = useCandidates(to, conceptTypes, typed, combobox.dropdownOpened);
  const offered = candidates.filter(({ id }) => !value.includes(id));
  const showKind = to.length > 1;

  const nameOf = (id: string) => format.plain(labels[id]?.label) || id;
  const put = (ids: readonly string[]) => onChange(ids.length > 0 ? ids : undefined);
  const add = (id: string) => {
    put(single ? [id] : [...value, id]);
    setTyped('');
    if (single) combobox.closeDropdown();
    else combobox.resetSelectedOption();
  };

  return (
    <Combobox store={combobox} onOptionSubmit={add} withinPortal shadow="md">
      <Combobox.DropdownTarget>
        <PillsInput
          id={editorId(path)}
          label={label}
          description={help}
          error={error}
          withAsterisk={required}
          inputWrapperOrder={wrapperOrder}
          onClick={() => combobox.openDropdown()}
        >
          <Pill.Group>
            {value.map((id) => (
              <Pill
                key={id}
                withRemoveButton
                onRemove={() => put(value.filter((other) => other !== id))}
                removeButtonProps={{
                  'aria-label': t('form.removeReference', { name: nameOf(id) }),
                  tabIndex: 0,
                  'aria-hidden': false,
                }}
              >
                <LanguageText value={labels[id]?.label} fallback={id} />
              </Pill>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                autoFocus={autoFocus}
                autoComplete="off"
                aria-label={label}
                placeholder={value.length === 0 ? t('form.searchPlaceholder') : undefined}
                value={typed}
                onFocus={() => combobox.openDropdown()}
                onBlur={() => {
                  combobox.closeDropdown();
                  setTyped('');
                }}
                onChange={(event) => {
                  setTyped(event.currentTarget.value);
                  combobox.openDropdown();
                  combobox.updateSelectedOptionIndex();
                }}
                onKeyDown={(event) => {
                  const composing = event.nativeEvent.isComposing || event.keyCode === 229;
                  if (event.key === 'Backspace' && typed === '' && !composing) put(value.slice(0, -1));
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown hidden={offered.length === 0 && typed === ''}>
        <Combobox.Options aria-label={label} className={classes.options}>
          {offered.map((candidate) => (
            <Combobox.Option key={candidate.id} value={candidate.id}>
              <span className={classes.option}>
                {showKind ? <KindIcon kind={candidate.kind} size={16} /> : null}
                <LanguageText value={candidate.label} />
                {showKind ? (
                  <span className={classes.optionKind}>{format.kindName(candidate.kind)}</span>
                ) : null}
              </span>
            </Combobox.Option>
          ))}
          {offered.length === 0 ? <Combobox.Empty>{t('form.nothingFound')}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
