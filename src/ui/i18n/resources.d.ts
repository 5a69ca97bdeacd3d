import 'i18next';
import type activity from '#locales/ja/activity.json';
import type attachments from '#locales/ja/attachments.json';
import type briefs from '#locales/ja/briefs.json';
import type choices from '#locales/ja/choices.json';
import type common from '#locales/ja/common.json';
import type domain from '#locales/ja/domain.json';
import type errors from '#locales/ja/errors.json';
import type fields from '#locales/ja/fields.json';
import type followUps from '#locales/ja/followUps.json';
import type home from '#locales/ja/home.json';
import type importTexts from '#locales/ja/import.json';
import type importScreens from '#locales/ja/importScreens.json';
import type kinds from '#locales/ja/kinds.json';
import type map from '#locales/ja/map.json';
import type match from '#locales/ja/match.json';
import type matchRuns from '#locales/ja/matchRuns.json';
import type matchSettings from '#locales/ja/matchSettings.json';
import type merge from '#locales/ja/merge.json';
import type mission from '#locales/ja/mission.json';
import type palette from '#locales/ja/palette.json';
import type pipeline from '#locales/ja/pipeline.json';
import type records from '#locales/ja/records.json';
import type settings from '#locales/ja/settings.json';
import type shell from '#locales/ja/shell.json';
import type sync from '#locales/ja/sync.json';

// Japanese is the shape: a key that it does not have is a type error in `t()`.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      activity: typeof activity;
      attachments: typeof attachments;
      briefs: typeof briefs;
      choices: typeof choices;
      common: typeof common;
      domain: typeof domain;
      errors: typeof errors;
      fields: typeof fields;
      followUps: typeof followUps;
      home: typeof home;
      import: typeof importTexts;
      importScreens: typeof importScreens;
      kinds: typeof kinds;
      map: typeof map;
      match: typeof match;
      matchRuns: typeof matchRuns;
      matchSettings: typeof matchSettings;
      merge: typeof merge;
      mission: typeof mission;
      palette: typeof palette;
      pipeline: typeof pipeline;
      records: typeof records;
      settings: typeof settings;
      shell: typeof shell;
      sync: typeof sync;
    };
  }
}
