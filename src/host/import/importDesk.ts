import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type {
  ImportCheck,
  ImportFile,
  ImportPlanInput,
  ImportPreview,
  ImportReverted,
  importDecideSchema,
  importReadingSchema,
  importRowsInputSchema,
} from '#contract/importSchemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { SourceTable } from '#core/import/sourceTable.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { readLabels } from '#db/queries/records.ts';
import type { JobProgress } from '../jobs/runAsJob.ts';
import type { HostServices } from '../services.ts';
import { localesDirectoryOf } from '../text/localesDirectory.ts';
import { Translator } from '../text/translator.ts';
import { countPlan } from './countPlan.ts';
import { writeErrorRows } from './errorRows.ts';
import type { ImportSession, ImportSessions, SessionKey } from './importSessions.ts';
import { importLimits } from './limits.ts';
import type { ImportMapping } from './mapping.ts';
import { isLikely, pageOfRows } from './pageOfRows.ts';
import { type OpenedSheet, openSheet } from './planImport.ts';
import { previewOf } from './previewOf.ts';
import { type ReadFile, readSource } from './readFile.ts';
import { revertImport } from './revertImport.ts';
import { applyImport, type PreparedImport, prepareImport } from './runImport.ts';
import { suggestKind } from './suggestKind.ts';
import { type ImportVocabulary, readVocabulary } from './vocabulary.ts';

interface JobOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: JobProgress | undefined;
}

/** What the windows ask about imports: the files that they have sent, looked at, checked and applied. */
export class ImportDesk {
  readonly #services: HostServices;
  readonly #sessions: ImportSessions;
  readonly #vocabularies = new Map<KindName, ImportVocabulary>();

  constructor(services: HostServices, sessions: ImportSessions) {
    this.#services = services;
    this.#sessions = sessions;
  }

  get sessions(): ImportSessions {
    return this.#sessions;
  }

  /** Reads the file, anew when a person says how. @throws MusubiError IMPORT_… */
  open(
    key: SessionKey,
    wanted: z.output<typeof importReadingSchema> | undefined,
    options: JobOptions = {},
  ): Promise<ImportFile> {
    return this.#sessions.use(key, async (session) => {
      options.onProgress?.('read', 0);
      const file = wanted
        ? await this.#readAnew(session, wanted, options)
        : await this.#read(session, undefined, options);
      options.onProgress?.('done', 1);
      const suggestedKind = suggestKind(file.tables, (kind) => this.#vocabulary(kind));
      return {
        fileName: session.fileName,
        bytes: session.bytes,
        format: file.format,
        ...(file.encoding ? { encoding: file.encoding } : {}),
        ...(file.delimiter ? { delimiter: file.delimiter } : {}),
        reading: {
          encoding: session.reading.encoding ?? null,
          delimiter: session.reading.delimiter ?? null,
        },
        sheets: file.tables.map(({ name, rows }) => ({ name, rows: rows.length })),
        ...(suggestedKind ? { suggestedKind } : {}),
        ...(session.input ? { input: session.input } : {}),
        ...(session.check ? { check: describeCheck(session) } : {}),
      };
    });
  }

  preview(key: SessionKey, input: ImportPlanInput): Promise<ImportPreview> {
    return this.#sessions.use(key, async (session) => {
      const { tables } = await this.#read(session, input.kind);
      return previewOf(input.kind, this.#openSheet(tables, input));
    });
  }

  /** @throws MusubiError IMPORT_…, CANCELLED; the check before stands then */
  check(key: SessionKey, input: ImportPlanInput, options: JobOptions = {}): Promise<ImportCheck> {
    return this.#sessions.use(key, async (session) => {
      const { tables } = await this.#read(session, input.kind, options);
      // Decisions are about rows of a sheet, read as one kind.
      if (session.input && speaksOfOtherRows(session.input, input)) session.decisions.clear();
      const request = {
        kind: input.kind,
        fileName: session.fileName,
        onMatch: input.onMatch,
        unsure: 'ask' as const,
        mapping: {
          ...mappingOf(input),
          headerRow: this.#headerRow(tables, input),
          decisions: Object.fromEntries(session.decisions),
        },
        language: input.language,
      };
      const vocabulary = this.#vocabulary(input.kind);
      const prepared = await prepareImport(this.#services, request, tables, vocabulary, options);
      session.input = input;
      session.check = { checkId: randomUUID(), prepared };
      return describeCheck(session);
    });
  }

  rows(input: z.output<typeof importRowsInputSchema>) {
    return this.#sessions.use(input, (session) =>
      pageOfRows(
        this.#services.store.statements,
        checked(session, input.checkId).plan,
        session.decisions,
        input,
      ),
    );
  }

  decide({ rows, decision, ...key }: z.output<typeof importDecideSchema>): Promise<number> {
    return this.#sessions.use(key, (session) => {
      const wanted = rows === 'undecided' ? undecidedRows(session) : rows;
      for (const row of wanted) {
        if (decision === null) session.decisions.delete(row);
        else session.decisions.set(row, decision);
      }
      return wanted.length;
    });
  }

  /** @throws MusubiError IMPORT_CHANGED, CANCELLED, STORAGE_…; nothing has been written then */
  apply(key: SessionKey, checkId: string, options: JobOptions = {}) {
    return this.#sessions.use(key, async (session) => {
      const prepared = checked(session, checkId);
      const run = await applyImport(this.#services, prepared, { ...options, asShown: true });
      return { ...countPlan(run.plan), batchId: run.batchId ?? '' };
    });
  }

  /** @throws MusubiError IMPORT_CHANGED when nothing was checked yet */
  errorRows(key: SessionKey, language: string) {
    return this.#sessions.use(key, async (session) => {
      const { plan } = checked(session);
      const translate = new Translator(this.#locales()).in(language);
      const stem = session.fileName.replace(/\.[^.]*$/, '');
      return {
        fileName: `${stem}-${translate('import:errorRows.fileName')}.xlsx`,
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        data: Buffer.from(await writeErrorRows(plan, translate)).toString('base64'),
      };
    });
  }

  async revert(id: string, options: JobOptions): Promise<ImportReverted> {
    const { reverted, kept } = await revertImport(this.#services, id, options);
    const labels = readLabels(
      this.#services.store.statements,
      kept.map((each) => each.id),
    );
    return {
      reverted,
      kept: [...kept],
      labels: Object.fromEntries(
        [...labels].map(([record, { kind, label }]) => [record, { kind, label: { ...label } }]),
      ),
    };
  }

  /** A reading that fails leaves the one before. */
  async #readAnew(
    session: ImportSession,
    { encoding, delimiter }: z.output<typeof importReadingSchema>,
    options: JobOptions,
  ): Promise<ReadFile> {
    const before = { reading: session.reading, read: session.read };
    session.reading = { encoding: encoding ?? undefined, delimiter: delimiter ?? undefined };
    session.read = undefined;
    try {
      const file = await this.#read(session, undefined, options);
      session.input = undefined;
      session.check = undefined;
      session.decisions.clear();
      return file;
    } catch (cause) {
      session.reading = before.reading;
      session.read = before.read;
      throw cause;
    }
  }

  #openSheet(tables: readonly SourceTable[], input: ImportPlanInput): OpenedSheet {
    const { kind, language } = input;
    const vocabulary = this.#vocabulary(kind);
    const { statements } = this.#services.store;
    const mapping = mappingOf(input);
    try {
      return openSheet(statements, tables, vocabulary, { kind, mapping, language });
    } catch (cause) {
      const first = firstRow(tables, input);
      const isLost = cause instanceof MusubiError && cause.code === 'IMPORT_NO_HEADER';
      if (!isLost || first === undefined || input.headerRow !== undefined) throw cause;
      // A person sees the rows and says which one it is.
      return openSheet(statements, tables, vocabulary, {
        kind,
        mapping: { ...mapping, headerRow: first },
        language,
      });
    }
  }

  #headerRow(tables: readonly SourceTable[], input: ImportPlanInput): number | undefined {
    const { top } = this.#openSheet(tables, input).header;
    return top > 0 ? top : undefined;
  }

  async #read(
    session: ImportSession,
    kind: KindName | undefined,
    { signal }: JobOptions = {},
  ): Promise<ReadFile> {
    const known = session.read;
    // A table is the same whatever its rows are about; the records of JSON have to be of the kind.
    if (known && (known.file.format !== 'json' || kind === undefined || known.kind === kind)) {
      return known.file;
    }
    const bytes = Buffer.concat(session.pieces);
    const file = await readSource(
      { bytes },
      kind,
      importLimits,
      () => {
        if (signal?.aborted) throw new MusubiError('CANCELLED');
      },
      session.reading,
    );
    session.read = { kind, file };
    return file;
  }

  #vocabulary(kind: KindName): ImportVocabulary {
    const known = this.#vocabularies.get(kind) ?? readVocabulary(this.#locales(), kind);
    this.#vocabularies.set(kind, known);
    return known;
  }

  #locales(): string {
    return localesDirectoryOf(this.#services.options.resourcesDirectory);
  }
}

function mappingOf(input: ImportPlanInput): ImportMapping {
  return {
    columnsAt: input.columns,
    headerRow: input.headerRow,
    sheet: input.sheet,
    lists: input.lists,
  };
}

function firstRow(tables: readonly SourceTable[], { sheet }: ImportPlanInput): number | undefined {
  const table = tables.find(({ name }) => sheet === undefined || name === sheet);
  return table?.rows[0]?.number;
}

function speaksOfOtherRows(before: ImportPlanInput, now: ImportPlanInput): boolean {
  return before.kind !== now.kind || before.sheet !== now.sheet;
}

function checked(session: ImportSession, checkId?: string): PreparedImport {
  const { check } = session;
  if (!check || (checkId !== undefined && check.checkId !== checkId)) {
    throw new MusubiError('IMPORT_CHANGED', {});
  }
  return check.prepared;
}

function undecidedRows(session: ImportSession): number[] {
  return checked(session).plan.rows.flatMap((row) =>
    row.action === 'skip' && row.reason === 'undecided' ? [row.row] : [],
  );
}

function describeCheck(session: ImportSession): ImportCheck {
  const { plan } = checked(session);
  return {
    ...countPlan(plan),
    checkId: session.check?.checkId ?? '',
    likely: plan.rows.filter((row) => isLikely(row, session.decisions)).length,
    undecided: undecidedRows(session).length,
  };
}
