import { defineKind } from './defineKind.ts';
import { contentKindNames } from './fieldTypes.ts';

/** Ways of looking at the same records. `kanban` and `map` are of earlier versions; a board is `board` now. */
export const viewModes = [
  'list',
  'board',
  'work',
  'calendar',
  'timeline',
  'afterlife',
  'map',
  'kanban',
] as const;
export type ViewMode = (typeof viewModes)[number];

/**
 * A list as somebody arranged it. Who may see the view is its visibility, as with any record: `private` is
 * the author's own and stays on the device, the others are shared. Each part is written as a whole, because
 * half of one person's arrangement and half of another's would be nobody's.
 */
export const savedView = defineKind({
  kind: 'savedView',
  label: 'title',
  defaultVisibility: 'private',
  tool: true,
  fields: {
    title: { type: 'languageText', section: 'identity', required: true, column: true },
    listKind: {
      type: 'choice',
      choices: contentKindNames,
      section: 'facts',
      filter: true,
      required: true,
      column: true,
    },
    /** `conditions` as in the contract's `conditionSchema`. */
    filters: { type: 'object', section: 'facts', shape: { conditions: { type: 'json' } } },
    /** `shown`: fields in order; `widths`: field → pixels. */
    columns: {
      type: 'object',
      section: 'facts',
      shape: { shown: { type: 'json' }, widths: { type: 'json' } },
    },
    sort: {
      type: 'object',
      section: 'facts',
      shape: {
        field: { type: 'text' },
        direction: { type: 'choice', choices: ['ascending', 'descending'] },
      },
    },
    grouping: { type: 'text', section: 'facts' },
    mode: { type: 'choice', choices: viewModes, section: 'facts' },
  },
});
