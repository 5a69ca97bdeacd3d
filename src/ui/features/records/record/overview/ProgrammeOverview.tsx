import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { PlainText } from '../../values/PlainText.tsx';
import { TableFrame } from '../../values/TableFrame.tsx';
import valueClasses from '../../values/values.module.css';
import { Panel } from '../Panel.tsx';
import { FieldPanel } from './FieldPanels.tsx';
import { ProgrammeCheckPanel } from './ProgrammeCheckPanel.tsx';
import { RelatedPanel } from './RelatedPanel.tsx';

/** A programme: money and selections by year, conditions, which projects meet them, and what came of it. */
export function ProgrammeOverview({ detail }: { readonly detail: RecordDetail }) {
  return (
    <>
      <Budgets detail={detail} />
      <Selections detail={detail} />
      <FieldPanel detail={detail} section="numbers" except={['budgets', 'selections']} knownOnly />
      <ProgrammeCheckPanel detail={detail} />
      <FieldPanel detail={detail} section="text" />
      <FieldPanel detail={detail} section="relations" knownOnly />
      <RelatedPanel detail={detail} kind="study" whenSome />
      <RelatedPanel detail={detail} kind="precedent" whenSome />
      <RelatedPanel detail={detail} kind="project" />
    </>
  );
}

interface Budget {
  readonly fy?: number | null;
  readonly stage?: string | null;
  readonly amountOkuYen?: number | null;
  readonly partOfLargerBudget?: boolean | null;
  readonly note?: string | null;
}

/** The latest year first; a total over several years stands last. */
function byYear<Row extends { readonly fy?: number | null }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (b.fy ?? 0) - (a.fy ?? 0));
}

function Budgets({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const budgets = byYear((detail.record.budgets ?? []) as readonly Budget[]);
  if (budgets.length === 0) return null;
  return (
    <Panel title={t('programme.budgets')} count={budgets.length}>
      <TableFrame label={t('programme.budgets')}>
        <table className={valueClasses.table}>
          <thead>
            <tr>
              <th scope="col">{t('programme.year')}</th>
              <th scope="col">{t('programme.stage')}</th>
              <th scope="col" className={valueClasses.end}>
                {t('programme.amount')}
              </th>
              <th scope="col">{t('programme.note')}</th>
            </tr>
          </thead>
          <tbody>
            {budgets.map((budget) => (
              <tr key={JSON.stringify(budget)}>
                <th scope="row">{budget.fy ? format.fiscalYear(budget.fy) : t('programme.total')}</th>
                <td>{budget.stage ? <PlainText>{budget.stage}</PlainText> : '–'}</td>
                <td className={valueClasses.end}>
                  {typeof budget.amountOkuYen === 'number'
                    ? format.number(budget.amountOkuYen, {
                        minimumFractionDigits: 1,
                        maximumFractionDigits: 3,
                      })
                    : '–'}
                  {budget.partOfLargerBudget ? ` (${t('programme.partOf')})` : ''}
                </td>
                <td>{budget.note ? <PlainText>{budget.note}</PlainText> : null}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}

interface Selection {
  readonly fy?: number | null;
  readonly count?: number | null;
  readonly implementationYear?: number | null;
  readonly note?: string | null;
}

function Selections({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const selections = byYear((detail.record.selections ?? []) as readonly Selection[]);
  if (selections.length === 0) return null;
  return (
    <Panel title={t('programme.selections')} count={selections.length}>
      <TableFrame label={t('programme.selections')}>
        <table className={valueClasses.table}>
          <thead>
            <tr>
              <th scope="col">{t('programme.year')}</th>
              <th scope="col" className={valueClasses.end}>
                {t('programme.count')}
              </th>
              <th scope="col">{t('programme.implementation')}</th>
              <th scope="col">{t('programme.note')}</th>
            </tr>
          </thead>
          <tbody>
            {selections.map((selection) => (
              <tr key={JSON.stringify(selection)}>
                <th scope="row">{selection.fy ? format.fiscalYear(selection.fy) : t('programme.total')}</th>
                <td className={valueClasses.end}>
                  {typeof selection.count === 'number' ? format.number(selection.count) : '–'}
                </td>
                <td>
                  {selection.implementationYear ? format.fiscalYear(selection.implementationYear) : '–'}
                </td>
                <td>{selection.note ? <PlainText>{selection.note}</PlainText> : null}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}
