import { attendeeRoles, datePrecisions, eventTypes } from './choices.ts';
import { defineKind } from './defineKind.ts';

export const event = defineKind({
  kind: 'event',
  label: 'name',
  defaultVisibility: 'public',
  date: 'start',
  place: ['cities', 'country'],
  fields: {
    name: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    type: { type: 'choice', choices: eventTypes, filter: true, column: true, section: 'identity' },
    status: {
      type: 'choice',
      choices: ['announced', 'held', 'cancelled'],
      filter: true,
      column: true,
      section: 'facts',
    },
    start: { type: 'date', column: true, section: 'facts' },
    end: { type: 'date', section: 'facts' },
    datePrecision: { type: 'choice', choices: datePrecisions, section: 'facts' },
    mode: { type: 'choice', choices: ['onsite', 'online', 'hybrid'], filter: true, section: 'facts' },
    venue: { type: 'languageText', search: 'place', section: 'place' },
    place: { type: 'languageText', search: 'place', column: true, section: 'place' },
    country: {
      type: 'reference',
      to: ['country'],
      search: 'place',
      filter: true,
      column: true,
      section: 'place',
    },
    cities: { type: 'references', to: ['city'], search: 'place', filter: true, section: 'relations' },
    host: { type: 'languageText', search: 'body', section: 'relations' },
    cochair: { type: 'languageText', search: 'body', section: 'relations' },
    organisations: { type: 'references', to: ['organisation'], section: 'relations' },
    attendees: {
      type: 'objects',
      section: 'relations',
      shape: {
        organisation: { type: 'reference', to: ['organisation'] },
        role: { type: 'choice', choices: attendeeRoles },
        note: { type: 'text' },
      },
    },
    sessions: {
      type: 'objects',
      search: 'body',
      section: 'text',
      shape: {
        date: { type: 'date' },
        /** Local time of the place, as `10:00` or `10:00-11:30`. */
        time: { type: 'text' },
        title: { type: 'languageText' },
        speakers: { type: 'references', to: ['organisation'] },
        note: { type: 'text' },
      },
    },
    participants: {
      type: 'object',
      section: 'numbers',
      shape: {
        total: { type: 'integer' },
        approximate: { type: 'boolean' },
        onsite: { type: 'integer' },
        online: { type: 'integer' },
        japan: { type: 'integer' },
        asean: { type: 'integer' },
        organisations: { type: 'integer' },
        note: { type: 'text' },
      },
    },
    theme: { type: 'languageText', multiline: true, search: 'body', section: 'text' },
    outcome: { type: 'languageText', multiline: true, search: 'body', section: 'text' },
  },
});
