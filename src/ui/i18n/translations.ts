import i18next, { type i18n } from 'i18next';

/** The texts of the window; filled by `startTranslations`. */
export const translations: i18n = i18next.createInstance();
