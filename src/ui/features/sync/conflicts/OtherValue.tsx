import { Button, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettleChoice } from '#contract/syncSchemas.ts';
import inputs from '../../../components/inputs.module.css';
import { useFormat } from '../../../i18n/format.ts';
import shared from '../sync.module.css';
import type { OtherValueStart } from './conflictModel.ts';
import classes from './conflicts.module.css';

interface OtherValueProps {
  readonly other: OtherValueStart;
  /** Of the field. */
  readonly name: string;
  readonly busy: boolean;
  readonly onSettle: (choice: SettleChoice) => void;
  readonly onClose: () => void;
}

/** A value of the reader's own; for a text that two people edited it begins with both edits brought together. */
export function OtherValue({ other, name, busy, onSettle, onClose }: OtherValueProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { type, merged } = other;
  const [text, setText] = useState(other.text);
  // The button that opened it has gone: who typed goes on here.
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const number = Number(text);
  const wrong = type === 'number' && (text.trim() === '' || !Number.isFinite(number));
  return (
    <div className={`${classes.other} ${inputs.inputs}`}>
      {type === 'text' ? (
        <Textarea
          ref={field}
          label={t('conflict.otherValue', { name })}
          description={
            merged
              ? merged.overlaps.length > 0
                ? t('conflict.mergedOverlaps', {
                    count: merged.overlaps.length,
                    places: format.list(
                      merged.overlaps.map((both) => t('conflict.mergedPlace', { words: both })),
                    ),
                  })
                : t('conflict.mergedClean')
              : undefined
          }
          autosize
          minRows={1}
          maxRows={12}
          value={text}
          lang={other.language}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          ref={field}
          label={t('conflict.otherValue', { name })}
          inputMode="decimal"
          value={text}
          error={wrong ? t('conflict.notNumber') : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <div className={shared.buttons}>
        <Button
          disabled={busy || wrong}
          onClick={() => onSettle({ take: 'value', value: type === 'number' ? number : text || null })}
        >
          {t('conflict.takeOther')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('conflict.close')}
        </Button>
      </div>
    </div>
  );
}
