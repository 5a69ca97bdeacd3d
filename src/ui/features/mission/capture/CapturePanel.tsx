import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { KindIcon } from '#ui/components/KindIcon.tsx';
import { isComposing } from '#ui/shell/platform.ts';
import { AttachmentList } from '../../attachments/AttachmentSection.tsx';
import classes from '../mission.module.css';
import { CapturedList } from './CapturedList.tsx';
import { CaptureForm } from './CaptureForm.tsx';
import { type CaptureKind, captureKinds } from './captureValues.ts';

/** What is heard on the way, in as few steps as it takes; big enough for one hand. */
export function CapturePanel({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('mission');
  const [kind, setKind] = useState<CaptureKind>('missionNote');
  const { id } = detail.record;
  useHotkeys(
    captureKinds.map((each, index) => [
      `alt+Digit${index + 1}`,
      (event) => {
        if (!isComposing(event)) setKind(each);
      },
      { usePhysicalKeys: true },
    ]),
    [],
  );
  return (
    <div className={classes.capture}>
      <div className={classes.captureMain}>
        <fieldset className={classes.kinds}>
          <legend className={classes.hiddenLegend}>{t('capture.what')}</legend>
          {captureKinds.map((each, index) => (
            <label key={each} className={classes.kindChoice} data-chosen={each === kind || undefined}>
              <input
                type="radio"
                name="capture-kind"
                value={each}
                checked={each === kind}
                aria-keyshortcuts={`Alt+${index + 1}`}
                onChange={() => setKind(each)}
              />
              <KindIcon kind={each} size={22} />
              {t(`capture.kind.${each}`)}
            </label>
          ))}
        </fieldset>
        <CaptureForm key={`${id} ${kind}`} kind={kind} detail={detail} />
      </div>
      <aside className={classes.captured} aria-label={t('capture.captured')}>
        <CapturedList detail={detail} />
        <section aria-label={t('capture.files')}>
          <h2 className={classes.cardTitle}>{t('capture.files')}</h2>
          <AttachmentList about={id} />
        </section>
      </aside>
    </div>
  );
}
