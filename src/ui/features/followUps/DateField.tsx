import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#ui/i18n/format.ts';
import { readPartialDate } from '../records/form/partialDate.ts';
import classes from './followUps.module.css';

interface DateFieldProps {
  readonly label: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** A date as people type it; how it is read stands beside it. */
export function DateField({ label, typed, onType }: DateFieldProps) {
  const { t } = useTranslation('followUps');
  const format = useFormat();
  const date = readPartialDate(typed);
  return (
    <TextInput
      size="sm"
      className={classes.dateField}
      label={label}
      value={typed}
      autoComplete="off"
      description={date ? format.date(date) : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={typed.trim() !== '' && !date ? t('notDate') : undefined}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
