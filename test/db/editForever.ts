import { writeSync } from 'node:fs';
import { openServices } from '#host/services.ts';
import { resourcesDirectory, testShell } from '#test/support/testShell.ts';

/**
 * Edits without end and says each change only once it is acknowledged, so that whoever kills this process
 * knows what must still be there. Usage: editForever.ts DATA_DIRECTORY
 */
const services = await openServices({
  dataDirectory: process.argv[2] ?? '',
  resourcesDirectory,
  shell: testShell,
});
const context = { actor: services.actor, language: 'en' };
const undone = -1;
let sequence = 0;
for (;;) {
  const body = 'x'.repeat((sequence * 37) % 5_000);
  const values = () => ({ title: `Note ${++sequence}`, body, about: ['jakarta'] });
  const note = services.writer.create('missionNote', values(), context);
  report(note.id, sequence);
  services.writer.patch(note.id, { ...values(), about: ['jakarta', 'bangkok'] }, context);
  report(note.id, sequence);
  services.writer.patch('jakarta', { remarks: { en: `Round ${++sequence} ${body}` } }, context);
  report('jakarta', sequence);
  const mistake = services.writer.create('missionNote', values(), context);
  services.writer.undo(mistake.changeId ?? '', context);
  report(mistake.id, undone);
}

/** The smallest number at which the record's text may stand, or that it must be gone. */
function report(id: string, number: number) {
  // Synchronous: a line that was printed is a change that was acknowledged, in this order.
  writeSync(1, `${id}\t${number}\n`);
}
