/**
 * Fields are called and explained by their descriptions (server/src/resources), which are English, as the reference is. Whoever reads
 * another language is told so, and each such text says its language.
 */
import { useLanguage } from '../../text/subject.ts';
import { useText } from '../../text/use-text.ts';

export function InEnglish() {
  const { form } = useText();
  return useLanguage() === 'en' ? null : <p className="hint">{form.inEnglish}</p>;
}
