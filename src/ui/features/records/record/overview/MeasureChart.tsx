import { LineChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { useTranslation } from 'react-i18next';
import { earliestDay } from '#core/calendar/days.ts';
import type { MeasurePoint } from '#core/measures/measureProgress.ts';
import { useFormat } from '#ui/i18n/format.ts';

interface MeasureChartProps {
  readonly points: readonly MeasurePoint[];
  readonly baseline?: number | undefined;
  readonly target?: number | undefined;
  readonly unit?: string | undefined;
}

/** Measured values on a scale of time, with baseline and target. The table beside it says the same in words. */
export default function MeasureChart({ points, baseline, target, unit }: MeasureChartProps) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const name = t('measure.value');
  const data = points.map((point) => ({
    at: Date.parse(`${earliestDay(point.date)}T00:00:00Z`),
    [name]: point.value,
  }));
  const day = (at: number) => format.shortDate(new Date(at).toISOString().slice(0, 10));
  const numbers = [
    ...points.map(({ value }) => value),
    ...[baseline, target].filter((value) => value !== undefined),
  ];
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const margin = (most - least || Math.abs(most) || 1) * 0.1;
  return (
    <LineChart
      h={240}
      data={data}
      dataKey="at"
      series={[{ name, color: 'var(--musubi-chart)' }]}
      curveType="linear"
      withDots
      unit={unit ? ` ${unit}` : ''}
      valueFormatter={(value) => format.number(value, { maximumFractionDigits: 6 })}
      referenceLines={[
        ...(baseline === undefined
          ? []
          : [{ y: baseline, label: t('measure.baseline'), color: 'var(--musubi-text-quiet)' }]),
        ...(target === undefined
          ? []
          : [{ y: target, label: t('measure.target'), color: 'var(--musubi-success-line)' }]),
      ]}
      xAxisProps={{ type: 'number', scale: 'time', domain: ['dataMin', 'dataMax'], tickFormatter: day }}
      yAxisProps={{ domain: [least - margin, most + margin], width: 72 }}
      tooltipProps={{
        labelFormatter: (at) => (typeof at === 'number' ? day(at) : at),
        isAnimationActive: false,
      }}
      lineProps={{ isAnimationActive: false }}
      lineChartProps={{ accessibilityLayer: false }}
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
