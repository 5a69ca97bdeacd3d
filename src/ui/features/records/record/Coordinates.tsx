import { useTranslation } from 'react-i18next';
import { useFormat } from '#ui/i18n/format.ts';
import valueClasses from '../values/values.module.css';

interface CoordinatesProps {
  readonly lat: unknown;
  readonly lon: unknown;
}

/** `北緯11.5564°、東経104.9282°` */
export function Coordinates({ lat, lon }: CoordinatesProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  if (typeof lat !== 'number') return <>{t('value.unknown')}</>;
  const degrees = (value: number) => format.number(Math.abs(value), { maximumFractionDigits: 4 });
  const north = t(lat < 0 ? 'place.south' : 'place.north', { degrees: degrees(lat) });
  const east =
    typeof lon === 'number'
      ? t(lon < 0 ? 'place.west' : 'place.east', { degrees: degrees(lon) })
      : t('value.unknown');
  return (
    <span className={valueClasses.number}>
      {north} {east}
    </span>
  );
}
