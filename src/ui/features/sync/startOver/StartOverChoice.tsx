import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StartOverPlanView } from '#contract/syncSchemas.ts';
import inputs from '../../../components/inputs.module.css';
import { useFormat } from '../../../i18n/format.ts';
import shared from '../sync.module.css';
import classes from './startOver.module.css';

interface StartOverChoiceProps {
  readonly plan: StartOverPlanView;
  readonly onConfirm: (unsent: 'send' | 'discard') => Promise<void>;
  readonly onDismiss: () => void;
}

/** What becomes of what was not sent, and whether to start over at all. */
export function StartOverChoice({ plan, onConfirm, onDismiss }: StartOverChoiceProps) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const [unsent, setUnsent] = useState<'send' | 'discard'>('send');
  const [isBusy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    await onConfirm(unsent);
    setBusy(false);
  };
  return (
    <>
      {plan.discardable > 0 ? (
        <Radio.Group
          className={inputs.inputs}
          label={t('startOver.choice')}
          value={unsent}
          onChange={(value) => setUnsent(value === 'discard' ? 'discard' : 'send')}
        >
          <div className={classes.choices}>
            <Radio value="send" label={t('startOver.send')} description={t('startOver.sendHelp')} />
            <Radio
              value="discard"
              label={t('startOver.discard')}
              description={t('startOver.discardHelp', {
                count: plan.discardable,
                formatted: format.number(plan.discardable),
              })}
            />
          </div>
        </Radio.Group>
      ) : null}
      <div className={shared.buttons}>
        <Button
          color={unsent === 'discard' ? 'red' : undefined}
          loading={isBusy}
          onClick={() => void confirm()}
        >
          {t('startOver.confirm')}
        </Button>
        <Button variant="default" disabled={isBusy} onClick={onDismiss}>
          {t('startOver.dismiss')}
        </Button>
      </div>
    </>
  );
}
