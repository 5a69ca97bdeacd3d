import { implement } from '@orpc/server';
import { contract } from '#contract/index.ts';
import type { Duplicate } from '#contract/schemas.ts';
import { tokyoDay } from '#core/calendar/tokyoDay.ts';
import { computedFieldsOf } from '#core/completeness/computedFields.ts';
import { defaultMatchingSettings } from '#core/matching/index.ts';
import { rebuildSearchIndex, refreshStaleSearch, refreshStaleSearchFor } from '#db/searchVersion.ts';
import type { Attachments } from './attachments/attachments.ts';
import { attachmentProcedures } from './attachments/procedures.ts';
import type { BriefService, RenderedBrief } from './briefs/index.ts';
import { readCompleteness, readDueReviews } from './completeness/readCompleteness.ts';
import { Drafts } from './drafts/drafts.ts';
import { readProgrammeCheck, readProgrammeChecks } from './eligibility/readEligibility.ts';
import { exportRecords } from './export/exportRecords.ts';
import { readOverview } from './home/overview.ts';
import { readBatch, readBatches, readBatchRecords } from './import/importBatches.ts';
import type { ImportDesk } from './import/importDesk.ts';
import { inTurns } from './jobs/inTurns.ts';
import { runAsJob } from './jobs/runAsJob.ts';
import { readMapArcs } from './map/arcs.ts';
import { readingMapFeatures } from './map/features.ts';
import { readMarks } from './marks/readMarks.ts';
import { MatchingService } from './matching/index.ts';
import {
  readMatchingSettings,
  type StoredMatchingSettings,
  writeMatchingSettings,
} from './matching/matchingSettings.ts';
import { duplicatesOf, type FoundDuplicate, listDuplicates, tellApart } from './merge/duplicates.ts';
import { mergeRecords } from './merge/mergeRecords.ts';
import { prepareMission } from './missions/prepareMission.ts';
import { readMouLine, readMouStandings } from './mous/readMous.ts';
import { exportFunnel } from './pipeline/exportFunnel.ts';
import { moveProject } from './pipeline/moveProject.ts';
import { readAfterlife } from './pipeline/readAfterlife.ts';
import { readFunnel } from './pipeline/readFunnel.ts';
import { readBoard, readCalendar, readTimeline, readWork } from './pipeline/readViews.ts';
import { readActivity, readActivitySources } from './registry/activity.ts';
import { editMany } from './registry/bulkEdit.ts';
import type { ChangeWatch } from './registry/changeWatch.ts';
import { readRecordAt, restoreState } from './registry/recordAt.ts';
import { readRemoved, restoreMany } from './registry/removed.ts';
import { undoChange } from './registry/undoChange.ts';
import { readMatrix, readRelations } from './relations/readRelations.ts';
import { searchRecords } from './search/searchRecords.ts';
import type { HostServices } from './services.ts';
import { readSettings, writeSettings } from './settings/settings.ts';
import type { SyncDesk } from './sync/connection/syncDesk.ts';
import { eraseRecord } from './sync/erase.ts';
import { removeWithdrawnFiles } from './sync/files/withdrawnFiles.ts';
import { backupIntoFolder } from './system/backupFolder.ts';
import { checkEverything } from './system/check.ts';
import { readInformation } from './system/information.ts';
import { travellingError, withTravellingErrors } from './travellingError.ts';

/**
 * The contract, implemented over an open registry.
 * @param loadBriefService loads the code that writes documents when the first brief is asked for
 */
export function createRouter(
  services: HostServices,
  loadBriefService: (matching: MatchingService) => Promise<BriefService>,
  watch: ChangeWatch,
  desk: SyncDesk,
  attachments: Attachments,
  imports: ImportDesk,
) {
  const { store, reader, writer, actor } = services;
  const views = { reader, statements: store.statements };
  const matching = new MatchingService(store, Date.now, actor);
  const loadBriefs = () => loadBriefService(matching);
  const drafts = new Drafts(store);
  const files = attachmentProcedures(services, attachments);
  const procedures = implement(contract).use(async ({ next, path }) => {
    const travelling = (cause: unknown) => travellingError(cause, store.path, path.join('.'));
    try {
      const answer = await next();
      return { ...answer, output: withTravellingErrors(answer.output, travelling) };
    } catch (cause) {
      throw travelling(cause);
    }
  });
  const person = (language: string) => ({ actor, language });
  const afterWrite = <Result>(result: Result): Result => {
    watch.look();
    return result;
  };
  /** For what may choose records by their text. */
  const inStep = <Input extends { readonly where: readonly { readonly field: string }[] }>(input: Input) => {
    refreshStaleSearchFor(store, input.where);
    return input;
  };
  return procedures.router({
    access: {
      state: procedures.access.state.handler(() => ({ locked: false })),
      unlock: procedures.access.unlock.handler(() => ({ locked: false })),
    },
    registry: {
      list: procedures.registry.list.handler(({ input }) => reader.list(inStep(input))),
      ids: procedures.registry.ids.handler(({ input }) => ({ ids: reader.ids(inStep(input)) })),
      get: procedures.registry.get.handler(({ input }) => reader.get(input.id, input.audience)),
      labels: procedures.registry.labels.handler(({ input }) => reader.labels(input.ids)),
      create: procedures.registry.create.handler(({ input }) =>
        afterWrite(writer.create(input.kind, input.values, person(input.language))),
      ),
      patch: procedures.registry.patch.handler(({ input }) =>
        afterWrite(writer.patch(input.id, input.values, person(input.language))),
      ),
      amend: procedures.registry.amend.handler(({ input }) =>
        afterWrite(writer.amend(input.id, input.field, input, person(input.language))),
      ),
      remove: procedures.registry.remove.handler(({ input }) =>
        afterWrite(writer.remove(input.id, person('ja'))),
      ),
      restore: procedures.registry.restore.handler(({ input }) =>
        afterWrite(writer.restore(input.id, person('ja'))),
      ),
      removed: procedures.registry.removed.handler(({ input }) => readRemoved(store.statements, input)),
      restoreMany: procedures.registry.restoreMany.handler(({ input }) =>
        afterWrite(restoreMany(services, input.ids)),
      ),
      erase: procedures.registry.erase.handler(async ({ input }) => {
        const erased = eraseRecord(store, input.id);
        await removeWithdrawnFiles(store, services.attachments);
        return afterWrite({ id: input.id, erased });
      }),
      merge: procedures.registry.merge.handler(({ input }) => afterWrite(mergeRecords(store, input, actor))),
      changeMany: procedures.registry.changeMany.handler(({ input, signal }) =>
        runAsJob(async (progress) => {
          if (input.matching) refreshStaleSearchFor(store, input.matching.where);
          return afterWrite(await editMany(services, input, { signal, onProgress: progress }));
        }, signal),
      ),
      undo: procedures.registry.undo.handler(async ({ input, signal }) =>
        afterWrite(await undoChange(services, input.changeId, person('ja'), signal)),
      ),
      takeBack: procedures.registry.takeBack.handler(({ input, signal }) =>
        runAsJob(
          async (progress) =>
            afterWrite(await undoChange(services, input.changeId, person('ja'), signal, progress)),
          signal,
        ),
      ),
      settle: procedures.registry.settle.handler(({ input }) =>
        afterWrite(writer.settle(input.id, input.field, input.operationId, person('ja'))),
      ),
      activity: procedures.registry.activity.handler(({ input }) => readActivity(store.statements, input)),
      activitySources: procedures.registry.activitySources.handler(() =>
        readActivitySources(store.statements),
      ),
      at: procedures.registry.at.handler(({ input }) => readRecordAt(store, input.id, input.moment)),
      restoreState: procedures.registry.restoreState.handler(({ input }) =>
        afterWrite(restoreState(store, input, person('ja'))),
      ),
      changes: procedures.registry.changes.handler(({ signal }) => watch.notices(signal)),
    },
    domain: {
      mouLine: procedures.domain.mouLine.handler(({ input }) =>
        readMouLine(store.statements, reader, input.id, input.audience, dayOf(input.today)),
      ),
      mouStandings: procedures.domain.mouStandings.handler(({ input }) =>
        readMouStandings(store.statements, input.audience, dayOf(input.today)),
      ),
      checkProgramme: procedures.domain.checkProgramme.handler(({ input }) =>
        readProgrammeCheck(reader, input.projectId, input.programmeId, input.audience, dayOf(input.today)),
      ),
      programmeChecks: procedures.domain.programmeChecks.handler(({ input }) =>
        readProgrammeChecks(reader, input.id, input.audience, dayOf(input.today)),
      ),
      relations: procedures.domain.relations.handler(({ input }) =>
        readRelations(store.statements, reader, input.id, input.audience),
      ),
      matrix: procedures.domain.matrix.handler(({ input }) =>
        readMatrix(store.statements, input.audience, input),
      ),
      completeness: procedures.domain.completeness.handler(({ input }) =>
        readCompleteness(reader.get(input.id, input.audience), dayOf(input.today)),
      ),
      computed: procedures.domain.computed.handler(({ input }) => {
        const { kind, ids, audience } = input;
        const page = {
          kind,
          ids,
          audience,
          where: [],
          limit: ids.length,
          offset: 0,
          language: 'ja',
          facets: [],
        };
        return reader.list({ ...page, computed: computedFieldsOf(kind), today: dayOf(input.today) }).computed;
      }),
      marks: procedures.domain.marks.handler(({ input }) =>
        readMarks(store.statements, input, input.audience, dayOf(input.today)),
      ),
      dueReviews: procedures.domain.dueReviews.handler(({ input }) =>
        readDueReviews(store.statements, dayOf(input.today)),
      ),
    },
    search: {
      query: procedures.search.query.handler(({ input }) => {
        refreshStaleSearch(store);
        return searchRecords(store.statements, input);
      }),
    },
    home: {
      overview: procedures.home.overview.handler(({ input }) => readOverview(store.statements, input.today)),
    },
    pipeline: {
      move: procedures.pipeline.move.handler(({ input }) => afterWrite(moveProject(services, input))),
      funnel: procedures.pipeline.funnel.handler(({ input }) => readFunnel(reader, input)),
      exportFunnel: procedures.pipeline.exportFunnel.handler(async ({ input }) => {
        const { bytes, fileName, mediaType } = await exportFunnel(services, input);
        return { fileName, mediaType, data: Buffer.from(bytes).toString('base64') };
      }),
      afterlife: procedures.pipeline.afterlife.handler(({ input }) => readAfterlife(reader, inStep(input))),
      board: procedures.pipeline.board.handler(({ input }) => readBoard(views, inStep(input))),
      calendar: procedures.pipeline.calendar.handler(({ input }) => readCalendar(views, inStep(input))),
      timeline: procedures.pipeline.timeline.handler(({ input }) => readTimeline(views, inStep(input))),
      work: procedures.pipeline.work.handler(({ input }) => readWork(views, inStep(input))),
    },
    map: {
      features: procedures.map.features.handler(async ({ input, signal }) => ({
        features: await inTurns(readingMapFeatures(store.statements, input.kinds, input.audience), signal),
        arcs: readMapArcs(store.statements, input.audience),
      })),
    },
    matching: {
      need: procedures.matching.need.handler(({ input }) => matching.need(input)),
      city: procedures.matching.city.handler(({ input }) => matching.city(input)),
      organisation: procedures.matching.organisation.handler(({ input }) => matching.organisation(input)),
      text: procedures.matching.text.handler(({ input }) => matching.text(input)),
      team: procedures.matching.team.handler(({ input }) => matching.team(input)),
      weighTeam: procedures.matching.weighTeam.handler(({ input }) => matching.weighTeam(input)),
      rollout: procedures.matching.rollout.handler(({ input }) => matching.rollout(input)),
      taxonomyEffect: procedures.matching.taxonomyEffect.handler(({ input }) =>
        matching.taxonomyEffect(input),
      ),
      settings: {
        get: procedures.matching.settings.get.handler(() => withDefaults(readMatchingSettings(store))),
        set: procedures.matching.settings.set.handler(({ input }) =>
          withDefaults(writeMatchingSettings(store, input.changes)),
        ),
        effect: procedures.matching.settings.effect.handler(({ input }) => matching.settingsEffect(input)),
      },
      export: procedures.matching.export.handler(({ input, signal }) =>
        runAsJob(async (progress) => {
          const briefs = await loadBriefs();
          const { exportMatch } = await import('./matching/exportMatch.ts');
          const { resourcesDirectory } = services.options;
          return briefResult(
            await exportMatch(
              input,
              { matching, briefs, resourcesDirectory },
              { signal, onProgress: progress },
            ),
          );
        }, signal),
      ),
      compareRun: procedures.matching.compareRun.handler(({ input }) =>
        input.other === undefined
          ? matching.compareRun(input.id, input.timeZone)
          : matching.compareRuns(input.id, input.other),
      ),
      runs: procedures.matching.runs.handler(({ input }) => matching.runs(input.limit, input.about)),
      forgetRuns: procedures.matching.forgetRuns.handler(({ input }) => ({
        forgotten: matching.forgetRuns(input.ids),
      })),
    },
    brief: {
      preview: procedures.brief.preview.handler(async ({ input }) => (await loadBriefs()).preview(input)),
      render: procedures.brief.render.handler(({ input, signal }) =>
        runAsJob(async (progress) => {
          const briefs = await loadBriefs();
          return briefResult(await briefs.render(input, { signal, onProgress: progress }));
        }, signal),
      ),
    },
    data: {
      export: procedures.data.export.handler(({ input, signal }) =>
        runAsJob(async (progress) => {
          const { bytes, fileName, mediaType, rows } = await exportRecords(services, input, {
            signal,
            onProgress: progress,
          });
          return { file: { fileName, mediaType, data: Buffer.from(bytes).toString('base64') }, rows };
        }, signal),
      ),
    },
    missions: {
      prepare: procedures.missions.prepare.handler(({ input }) =>
        prepareMission(reader, input.id, input.today, input.audience),
      ),
    },
    attachments: {
      begin: procedures.attachments.begin.handler(async ({ input }) => ({
        uploadId: await attachments.uploads.begin(input.fileName, input.bytes),
      })),
      add: procedures.attachments.add.handler(({ input }) => files.add(input)),
      finish: procedures.attachments.finish.handler(async ({ input: { uploadId, ...wanted } }) =>
        afterWrite(await attachments.finish(uploadId, wanted)),
      ),
      cancel: procedures.attachments.cancel.handler(async ({ input }) => {
        await attachments.uploads.cancel(input.uploadId);
        return {};
      }),
      list: procedures.attachments.list.handler(({ input }) => files.list(input)),
      read: procedures.attachments.read.handler(({ input }) => files.read(input)),
      picture: procedures.attachments.picture.handler(({ input }) => files.picture(input)),
      facts: procedures.attachments.facts.handler(({ input }) => attachments.facts(input.id, input.audience)),
      copy: procedures.attachments.copy.handler(({ input }) => files.copy(input)),
    },
    drafts: {
      get: procedures.drafts.get.handler(({ input }) => drafts.get(input.key)),
      list: procedures.drafts.list.handler(({ input }) => ({ items: drafts.list(input.prefix) })),
      put: procedures.drafts.put.handler(({ input }) => ({ savedAt: drafts.put(input.key, input.content) })),
      remove: procedures.drafts.remove.handler(({ input }) => {
        drafts.remove(input.key);
        return {};
      }),
    },
    import: {
      begin: procedures.import.begin.handler(({ input }) => ({
        sessionId: imports.sessions.begin(input.window, input.fileName, input.bytes),
      })),
      add: procedures.import.add.handler(({ input }) => ({
        bytes: imports.sessions.add(input, input.offset, Buffer.from(input.data, 'base64')),
      })),
      open: procedures.import.open.handler(({ input, signal }) =>
        runAsJob((progress) => imports.open(input, input.reading, { signal, onProgress: progress }), signal),
      ),
      preview: procedures.import.preview.handler(({ input }) => imports.preview(input, input.input)),
      check: procedures.import.check.handler(({ input, signal }) =>
        runAsJob((progress) => imports.check(input, input.input, { signal, onProgress: progress }), signal),
      ),
      rows: procedures.import.rows.handler(({ input }) => imports.rows(input)),
      decide: procedures.import.decide.handler(async ({ input }) => ({
        decided: await imports.decide(input),
      })),
      apply: procedures.import.apply.handler(({ input, signal }) =>
        runAsJob(
          async (progress) =>
            afterWrite(await imports.apply(input, input.checkId, { signal, onProgress: progress })),
          signal,
        ),
      ),
      errorRows: procedures.import.errorRows.handler(({ input }) => imports.errorRows(input, input.language)),
      discard: procedures.import.discard.handler(({ input }) => {
        imports.sessions.discard(input);
        return {};
      }),
      batches: procedures.import.batches.handler(({ input }) => ({
        items: readBatches(store.statements, input.limit, input.offset),
      })),
      batch: procedures.import.batch.handler(({ input }) => ({
        ...readBatch(store.statements, input.id),
        records: readBatchRecords(store.statements, input.id, input.limit, input.offset),
      })),
      revert: procedures.import.revert.handler(({ input, signal }) =>
        runAsJob(
          async (progress) => afterWrite(await imports.revert(input.id, { signal, onProgress: progress })),
          signal,
        ),
      ),
    },
    duplicates: {
      list: procedures.duplicates.list.handler(({ input, signal }) =>
        runAsJob(async (progress) => {
          const options = { signal, onProgress: progress };
          return { items: (await listDuplicates(store.statements, input.kind, options)).map(travelling) };
        }, signal),
      ),
      of: procedures.duplicates.of.handler(({ input }) => ({
        items: duplicatesOf(store.statements, input.id).map(travelling),
      })),
      tellApart: procedures.duplicates.tellApart.handler(({ input }) => {
        store.write(() => tellApart(store.statements, input.kind, input.ids, input.apart));
        return {};
      }),
    },
    settings: {
      get: procedures.settings.get.handler(() => readSettings(store)),
      set: procedures.settings.set.handler(({ input }) => writeSettings(store, actor, input)),
    },
    system: {
      information: procedures.system.information.handler(() => readInformation(services)),
      backup: procedures.system.backup.handler(() => backupIntoFolder(services)),
      protect: procedures.system.protect.handler(async ({ input }) => ({
        keyVault: await services.heldKey.protect(input.passphrase, input.current),
      })),
      check: procedures.system.check.handler(() => checkEverything(services)),
      rebuildSearch: procedures.system.rebuildSearch.handler(() => ({ records: rebuildSearchIndex(store) })),
    },
    sync: {
      settings: {
        get: procedures.sync.settings.get.handler(() => desk.settings()),
        set: procedures.sync.settings.set.handler(({ input }) => desk.setSettings(input)),
        forget: procedures.sync.settings.forget.handler(() => desk.forget()),
      },
      test: procedures.sync.test.handler(({ input }) => desk.test(input)),
      state: procedures.sync.state.handler(({ signal }) => desk.runner.states(signal)),
      start: procedures.sync.start.handler(({ input }) => ({
        started: desk.runner.start(input.trigger, input),
      })),
      cancel: procedures.sync.cancel.handler(async () => ({ cancelled: await desk.runner.cancel() })),
      pause: procedures.sync.pause.handler(async () => {
        await desk.runner.pause();
        return { paused: true };
      }),
      resume: procedures.sync.resume.handler(() => {
        desk.runner.resume();
        return { paused: false };
      }),
      signIn: procedures.sync.signIn.handler(({ input, signal }) => desk.signIn(input.language, signal)),
      signOut: procedures.sync.signOut.handler(() => desk.signOut()),
      history: procedures.sync.history.handler(({ input }) => desk.history(input)),
      exchange: procedures.sync.exchange.handler(({ input }) => desk.exchange(input.id)),
      conflicts: procedures.sync.conflicts.handler(() => desk.conflicts()),
      settle: procedures.sync.settle.handler(({ input }) => afterWrite(desk.settle(input))),
      startOver: {
        prepare: procedures.sync.startOver.prepare.handler(({ signal }) => desk.prepareStartOver(signal)),
        confirm: procedures.sync.startOver.confirm.handler(async ({ input }) =>
          afterWrite(await desk.startOver(input.ticket, input.unsent)),
        ),
      },
    },
  });
}

/** Terms of memorandums and reviews of profiles follow the calendar of Japan unless a day is named. */
function dayOf(today: string | undefined): string {
  return today ?? tokyoDay(Date.now());
}

function briefResult({ file, fileName, mediaType, pages, records, unseenVetoes }: RenderedBrief) {
  return {
    file: { fileName, mediaType, data: Buffer.from(file).toString('base64') },
    bytes: file.length,
    ...(pages === undefined ? {} : { pages }),
    records: [...records],
    withheld: 0 as const,
    unseenVetoes,
  };
}

function withDefaults({ changes, settings, hash }: StoredMatchingSettings) {
  return { changes, settings: { ...settings }, defaults: { ...defaultMatchingSettings }, hash };
}

function travelling({ records: [first, second], score, because }: FoundDuplicate): Duplicate {
  return { records: [first, second], score, because: [...because] };
}

export type HostRouter = ReturnType<typeof createRouter>;
