/**
 * A kind's name inside a sentence: English writes it small there (`New city`), but leaves names such as `MoU` as they
 * are. Languages without capitals, and those that we do not know, stay as written.
 */
export function inSentence(name: string, language: string): string {
  const rest = name.slice(1);
  return language === 'en' && rest === rest.toLowerCase() ? name.charAt(0).toLowerCase() + rest : name;
}
