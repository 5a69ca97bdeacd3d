import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { PlainText } from '../../values/PlainText.tsx';
import { Reference, ReferenceList } from '../../values/ReferenceValue.tsx';
import { TableFrame } from '../../values/TableFrame.tsx';
import valueClasses from '../../values/values.module.css';
import { followUpPrefill } from '../AttentionPanel.tsx';
import { Fact } from '../Fact.tsx';
import { Panel } from '../Panel.tsx';
import { RelationList } from '../RelationList.tsx';
import classes from '../record.module.css';
import { relationGroups } from '../relationGroups.ts';
import { FieldPanel } from './FieldPanels.tsx';
import { RelatedPanel } from './RelatedPanel.tsx';
import { type Session, sessionsInOrder } from './sessionsInOrder.ts';

interface Attendee {
  readonly organisation?: string | null;
  readonly role?: string | null;
  readonly note?: string | null;
}

/** A meeting: what came of it, who took part, its sessions, and the follow-ups that it led to. */
export function EventOverview({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  return (
    <>
      <Panel title={t('section.text')}>
        <dl className={classes.facts} data-wide>
          <Fact detail={detail} field="theme" />
          <Fact detail={detail} field="outcome" />
        </dl>
      </Panel>
      <FollowUps detail={detail} />
      <Attendees detail={detail} />
      <Sessions detail={detail} />
      <FieldPanel detail={detail} section="relations" except={['attendees']} />
      <FieldPanel detail={detail} section="numbers" />
      <RelatedPanel detail={detail} kind="mou" whenSome />
    </>
  );
}

function FollowUps({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('domain');
  const relations = relationGroups(detail).find((group) => group.kind === 'followUp')?.relations ?? [];
  return (
    <Panel
      title={t('event.followUps')}
      kind="followUp"
      count={relations.length}
      action={
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          renderRoot={(props) => (
            <Link
              to="/new/$kind"
              params={{ kind: 'followUp' }}
              search={followUpPrefill(detail) as never}
              {...props}
            />
          )}
        >
          {t('event.startFollowUp')}
        </Button>
      }
    >
      {relations.length > 0 ? (
        <RelationList owner="event" relations={relations} />
      ) : (
        <p className={classes.quiet}>{t('event.noFollowUps')}</p>
      )}
    </Panel>
  );
}

function Attendees({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const attendees = (detail.record.attendees ?? []) as readonly Attendee[];
  return (
    <Panel
      title={t('event.attendees')}
      kind="organisation"
      count={attendees.length}
      action={<Fill detail={detail} field="attendees" />}
    >
      {attendees.length === 0 ? (
        <None name={t('event.attendees')} />
      ) : (
        <TableFrame label={t('event.attendees')}>
          <table className={valueClasses.table}>
            <thead>
              <tr>
                <th scope="col">{t('event.organisation')}</th>
                <th scope="col">{t('event.role')}</th>
                <th scope="col">{t('event.note')}</th>
              </tr>
            </thead>
            <tbody>
              {attendees.map((attendee) => (
                <tr key={JSON.stringify(attendee)}>
                  <td>
                    {attendee.organisation ? (
                      <Reference id={attendee.organisation} labels={detail.labels} />
                    ) : (
                      '–'
                    )}
                  </td>
                  <td>{attendee.role ? format.choice('event', 'attendees.role', attendee.role) : '–'}</td>
                  <td>{attendee.note ? <PlainText>{attendee.note}</PlainText> : null}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </Panel>
  );
}

function Sessions({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const sessions = sessionsInOrder((detail.record.sessions ?? []) as readonly Session[]);
  return (
    <Panel
      title={t('event.sessions')}
      count={sessions.length}
      action={<Fill detail={detail} field="sessions" />}
    >
      {sessions.length === 0 ? (
        <None name={t('event.sessions')} />
      ) : (
        <TableFrame label={t('event.sessions')}>
          <table className={valueClasses.table}>
            <thead>
              <tr>
                <th scope="col">{t('event.time')}</th>
                <th scope="col">{t('event.title')}</th>
                <th scope="col">{t('event.speakers')}</th>
                <th scope="col">{t('event.note')}</th>
              </tr>
            </thead>
            <tbody>
              {sessions.map((session) => (
                <tr key={JSON.stringify(session)}>
                  <td>
                    {format.list(
                      [session.date ? format.shortDate(session.date) : '', session.time ?? ''].filter(
                        Boolean,
                      ),
                    )}
                  </td>
                  <td>
                    <LanguageText value={session.title as LanguageMap | undefined} />
                  </td>
                  <td>
                    {session.speakers ? (
                      <ReferenceList ids={session.speakers} labels={detail.labels} />
                    ) : null}
                  </td>
                  <td>{session.note ? <PlainText>{session.note}</PlainText> : null}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </Panel>
  );
}

function None({ name }: { readonly name: string }) {
  const { t } = useTranslation('records');
  return <p className={classes.quiet}>{t('record.noneRecorded', { kind: name })}</p>;
}

function Fill({ detail, field }: { readonly detail: RecordDetail; readonly field: string }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const name = format.fieldName(detail.record.kind, field);
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      aria-label={t('fact.edit', { name })}
      renderRoot={(props) => (
        <Link
          to="/record/$id/edit"
          params={{ id: detail.record.id }}
          search={{ field } as never}
          {...props}
        />
      )}
    >
      {t('fact.fill')}
    </Button>
  );
}
