import { ActionIcon, NativeSelect, NumberInput, Tooltip } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { settingBounds } from '#contract/matchingSettingsSchema.ts';
import classes from './settings.module.css';
import { useSettingWords } from './useSettingWords.ts';

interface SettingFieldProps {
  readonly path: string;
  readonly value: unknown;
  readonly usual: unknown;
  readonly onChange: (value: unknown) => void;
}

const fineStep = 0.05;
const decimals = 4;

/** One setting with its default beneath, and the way back to it. */
export function SettingField({ path, value, usual, onChange }: SettingFieldProps) {
  const { t } = useTranslation('matchSettings');
  const words = useSettingWords();
  const bounds = settingBounds(path.split('.').at(-1) ?? path);
  const name = words.name(path);
  const differs = value !== usual;
  const shared = {
    label: name,
    description: t('default', { value: words.value(usual) }),
    inputWrapperOrder: ['label' as const, 'input' as const, 'description' as const],
  };
  return (
    <div className={classes.field} data-differs={differs || undefined}>
      {'choices' in bounds ? (
        <NativeSelect
          {...shared}
          value={String(value)}
          data={bounds.choices.map((choice) => ({ value: choice, label: words.value(choice) }))}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <NumberInput
          {...shared}
          value={Number(value)}
          min={bounds.aboveLeast ? 10 ** -decimals : bounds.least}
          max={bounds.most}
          step={bounds.whole || Number(usual) >= 1 ? 1 : fineStep}
          decimalScale={bounds.whole ? 0 : decimals}
          clampBehavior="strict"
          onChange={(next) => {
            if (next !== '' && Number.isFinite(Number(next))) onChange(Number(next));
          }}
        />
      )}
      {differs ? (
        <Tooltip label={t('resetOne', { name })}>
          <ActionIcon
            variant="subtle"
            className={classes.back}
            aria-label={t('resetOne', { name })}
            onClick={() => onChange(usual)}
          >
            <IconArrowBackUp size={18} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </div>
  );
}
