import { Button, Checkbox, Popover, ScrollArea, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fold } from '#core/search/fold.ts';
import { useFormat } from '../../../i18n/format.ts';
import classes from '../map.module.css';

export interface FacetOption {
  readonly value: string;
  readonly label: string;
  /** Language of the label where it differs from the screen's. */
  readonly lang?: string | undefined;
  readonly count: number;
  readonly icon?: ReactNode;
}

interface FacetPickerProps {
  readonly name: string;
  readonly options: readonly FacetOption[];
  readonly chosen: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** With more options than this, there is a field to narrow them. */
const manyOptions = 10;

/** A button that opens the values of one facet with their counts; several may be chosen. */
export function FacetPicker({ name, options, chosen, onChange }: FacetPickerProps) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const [text, setText] = useState('');
  const shown = useMemo(() => {
    const wanted = fold(text).trim();
    return wanted === '' ? options : options.filter(({ label }) => fold(label).includes(wanted));
  }, [options, text]);
  return (
    <Popover position="bottom-start" shadow="md" width={300} trapFocus onClose={() => setText('')}>
      <Popover.Target>
        <Button
          variant={chosen.length > 0 ? 'light' : 'default'}
          size="xs"
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
        >
          {chosen.length > 0
            ? t('filter.chosen', { name, count: chosen.length, formatted: format.number(chosen.length) })
            : name}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={name} p="xs">
        {options.length > manyOptions ? (
          <TextInput
            size="xs"
            mb="xs"
            value={text}
            aria-label={t('filter.find', { name })}
            placeholder={t('filter.find', { name })}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        ) : null}
        {shown.length === 0 ? <p className={classes.quiet}>{t('filter.noOption')}</p> : null}
        <ScrollArea.Autosize mah={320} type="auto">
          <Checkbox.Group value={[...chosen]} onChange={onChange}>
            <div className={classes.options}>
              {shown.map(({ value, label, lang, count, icon }) => (
                <Checkbox
                  key={value}
                  size="xs"
                  value={value}
                  label={
                    <span className={classes.legendRow}>
                      {icon}
                      <span lang={lang}>{label}</span>
                      <span className={classes.legendCount}>{format.number(count)}</span>
                    </span>
                  }
                />
              ))}
            </div>
          </Checkbox.Group>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
