import { tokyoDay } from '#core/calendar/tokyoDay.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { isRecordId } from '#core/records/validateRecord.ts';
import { readProgrammeCheck } from '#host/eligibility/readEligibility.ts';
import { textIn } from '../nameIn.ts';
import type { Session } from '../session.ts';
import { translatorOf } from '../translatorOf.ts';

const marks = { holds: '+', fails: '-', unknown: '?' } as const;

/** Which of a programme's conditions a project meets; what no data decide is asked. */
export async function checkProgramme(session: Session, projectId: string, programmeId: string) {
  requireId('project', projectId);
  requireId('programme', programmeId);
  const services = await session.open();
  const today = tokyoDay(Date.now());
  const check = readProgrammeCheck(services.reader, projectId, programmeId, session.audience, today);
  session.result(check);
  const { language } = session;
  const say = translatorOf(session);
  for (const condition of check.conditions) {
    const { code, ids, values } = condition.because;
    const names = (ids ?? []).map((id) => textIn(check.labels[id]?.label, language) || id).join(', ');
    const words = condition.wording
      ? textIn(condition.wording, language)
      : say(`domain:test.${condition.test}`);
    session.print(`${marks[condition.outcome]} ${words}`);
    session.print(`    ${say(`domain:because.${code}`, { ...values, names })}`);
    if (condition.outcome !== 'unknown') continue;
    const question = condition.question
      ? textIn(condition.question, language)
      : say(`domain:ask.${condition.ask}`);
    session.print(`    ${question}`);
  }
  session.print(say(`domain:verdict.${check.verdict}`));
}

function requireId(kind: KindName, id: string) {
  if (!isRecordId(id)) throw new MusubiError('NOT_FOUND', { kind, id });
}
