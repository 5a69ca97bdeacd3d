import {
  attachmentsWarning,
  type DrawableType,
  isDrawable,
  largestAttachment,
} from '#core/attachments/mediaTypes.ts';
import { safeFileName } from '#core/attachments/safeFileName.ts';
import { stripMetadata } from '#core/attachments/stripMetadata.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { type Visibility, visibilities } from '#core/kinds/choices.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { isNarrower } from '#core/records/audience.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { readRecord } from '#db/queries/records.ts';
import type { HostServices } from '../services.ts';
import type { IncomingFile } from './attachmentFiles.ts';
import { detectType } from './detectType.ts';
import { type DrawnPicture, drawPicture } from './drawPicture.ts';
import { type PhotoFacts, readPhotoFacts } from './photoFacts.ts';
import { Uploads } from './uploads.ts';

export interface NewAttachment {
  readonly about: readonly string[];
  readonly title?: Readonly<Record<string, string>>;
  /** Otherwise seen by no more people than the records that it is about. */
  readonly visibility?: Visibility;
  readonly language: string;
}

export interface Attached {
  readonly id: string;
  /** null when the same file was attached to the same records already. */
  readonly changeId: string | null;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly fileName: string;
  /** Where and when a photo was taken, to be offered; nothing is written of it. */
  readonly place?: PhotoFacts['place'];
  readonly takenAt?: string;
  /** All files together are so large that backups become slow. */
  readonly isMuch: boolean;
}

export interface CopiedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly contents: Uint8Array;
}

type AttachmentRecord = RegistryRecord & {
  readonly fileName: string;
  readonly mediaType?: string;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly about?: readonly string[];
};

/** Attached files of an open registry: what the records say of them, and the bytes. */
export class Attachments {
  readonly uploads: Uploads;
  readonly #services: HostServices;

  constructor(services: HostServices) {
    this.#services = services;
    this.uploads = new Uploads(services.attachments);
  }

  /** @throws MusubiError as `uploads` and `attach` do */
  async finish(uploadId: string, wanted: NewAttachment): Promise<Attached> {
    const { file, fileName } = await this.uploads.take(uploadId);
    return this.#attach(file, fileName, wanted);
  }

  /** Attaches bytes that are at hand. */
  async attach(fileName: string, contents: Uint8Array, wanted: NewAttachment): Promise<Attached> {
    if (contents.length > largestAttachment) {
      const bytes = contents.length;
      throw new MusubiError('ATTACHMENT_TOO_LARGE', { file: fileName, bytes, limit: largestAttachment });
    }
    if (contents.length === 0) throw new MusubiError('ATTACHMENT_EMPTY', { file: fileName });
    const file = await this.#services.attachments.receive();
    await file.add(contents);
    return this.#attach(file, fileName, wanted);
  }

  /** @throws MusubiError NOT_FOUND, also for what this audience may not see */
  record(id: string, audience: Visibility): AttachmentRecord {
    const { record } = this.#services.reader.get(id, audience);
    if (record.kind !== 'attachment') throw new MusubiError('NOT_FOUND', { kind: 'attachment', id });
    return record as unknown as AttachmentRecord;
  }

  isHere(record: { readonly sha256?: unknown }): boolean {
    return typeof record.sha256 === 'string' && this.#services.attachments.has(record.sha256);
  }

  /** @throws MusubiError NOT_FOUND, ATTACHMENT_MISSING, ATTACHMENT_DAMAGED */
  async contents(id: string, audience: Visibility): Promise<Uint8Array> {
    const record = this.record(id, audience);
    if (!record.sha256) throw new MusubiError('ATTACHMENT_MISSING', { id, file: record.fileName });
    try {
      return await this.#services.attachments.read(record.sha256);
    } catch (cause) {
      if (cause instanceof MusubiError && cause.code.startsWith('ATTACHMENT_'))
        throw new MusubiError(cause.code, { id, file: record.fileName }, { cause });
      throw cause;
    }
  }

  async facts(id: string, audience: Visibility): Promise<Omit<PhotoFacts, 'orientation'>> {
    if (!String(this.record(id, audience).mediaType).startsWith('image/')) return {};
    const { orientation: _orientation, ...facts } = await readPhotoFacts(await this.contents(id, audience));
    return facts;
  }

  /** @returns undefined for what is no picture that can be drawn */
  async picture(id: string, audience: Visibility, longestSide: number): Promise<DrawnPicture | undefined> {
    const { mediaType } = this.record(id, audience);
    if (!isDrawable(mediaType)) return undefined;
    return drawPicture(await this.contents(id, audience), mediaType, longestSide);
  }

  /**
   * A copy to hand on, without what a camera wrote into it.
   * @param original the file as it came, place and all
   * @throws MusubiError ATTACHMENT_NOT_CLEANED when that cannot be taken out of this type of file
   */
  async copy(id: string, audience: Visibility, original: boolean): Promise<CopiedFile> {
    const record = this.record(id, audience);
    const mediaType = record.mediaType ?? 'application/octet-stream';
    const contents = await this.contents(id, audience);
    const fileName = safeFileName(record.fileName, mediaType);
    if (original || !mediaType.startsWith('image/')) return { fileName, mediaType, contents };
    const cleaned = isDrawable(mediaType) ? await this.#clean(contents, mediaType) : undefined;
    if (!cleaned) throw new MusubiError('ATTACHMENT_NOT_CLEANED', { id, file: fileName });
    return { fileName, mediaType, contents: cleaned };
  }

  async #clean(contents: Uint8Array, type: DrawableType): Promise<Uint8Array | undefined> {
    const { orientation } = await readPhotoFacts(contents);
    return stripMetadata(contents, type, orientation);
  }

  async #attach(file: IncomingFile, givenName: string, wanted: NewAttachment): Promise<Attached> {
    const { store, writer, actor, attachments } = this.#services;
    try {
      const { sha256, contents } = await file.end();
      const detected = await detectType(contents, givenName);
      if (!detected.type)
        throw new MusubiError('ATTACHMENT_TYPE', { file: givenName, found: detected.found });
      const fileName = safeFileName(givenName, detected.type);
      const about = [...new Set(wanted.about)];
      const visibility = wanted.visibility ?? this.#visibilityFor(about);
      const photo = detected.type.startsWith('image/') ? await readPhotoFacts(contents) : undefined;
      await file.keep();
      const context = { actor, language: wanted.language };
      const known = this.#sameFile(sha256, visibility);
      const { id, changeId } = store.write(() =>
        known
          ? writer.patch(known.id, { about: [...new Set([...(known.about ?? []), ...about])] }, context)
          : writer.create(
              'attachment',
              {
                fileName,
                mediaType: detected.type,
                bytes: contents.length,
                sha256,
                about,
                visibility,
                ...(wanted.title ? { title: wanted.title } : {}),
              },
              context,
            ),
      );
      const total = (await attachments.list()).reduce((sum, each) => sum + each.bytes, 0);
      return {
        id,
        changeId,
        sha256,
        bytes: contents.length,
        mediaType: detected.type,
        fileName: known?.fileName ?? fileName,
        ...(photo?.place ? { place: photo.place } : {}),
        ...(photo?.takenAt ? { takenAt: photo.takenAt } : {}),
        isMuch: total > attachmentsWarning,
      };
    } catch (cause) {
      await file.discard();
      throw cause;
    }
  }

  /** A file about a private record is private too. @throws MusubiError INVALID_INPUT for a record that is not there */
  #visibilityFor(about: readonly string[]): Visibility {
    const own: Visibility[] = about.map((id) => {
      const record = readRecord(this.#services.store.statements, id);
      if (!record || record.deletedAt) {
        throw new MusubiError('INVALID_INPUT', {
          kind: 'attachment',
          problems: [{ path: 'about', reason: 'unknownReference', value: id }],
        });
      }
      return record.visibility;
    });
    return own.reduce(
      (narrowest, each) => (isNarrower(each, narrowest) ? each : narrowest),
      definitionOf('attachment').defaultVisibility,
    );
  }

  /** The same file, attached before for the same readers. */
  #sameFile(sha256: string, visibility: Visibility): AttachmentRecord | undefined {
    const row = this.#services.store.statements.get<{ id: string }>(
      `SELECT attachment.id FROM attachment JOIN record ON record.id = attachment.id
       WHERE attachment.sha256 = ? AND record.visibility = ? AND record.deleted_at IS NULL
       ORDER BY record.created_at LIMIT 1`,
      sha256,
      visibilities.includes(visibility) ? visibility : '',
    );
    return row && (readRecord(this.#services.store.statements, row.id) as unknown as AttachmentRecord);
  }
}
