/**
 * Languages by their tags (OIDC Core §5.1 `locale`, BCP 47), and what each calls itself.
 */

/** The languages that this runtime can name, and those of their regions and scripts that are written otherwise. */
const TAGS = [
  'af ak am ar as az ba be bg bm bn bo br bs ca ce cs cv cy da de de-AT de-CH dz ee el en en-AU en-CA en-GB en-US eo es es-419',
  'es-ES es-MX et eu fa ff fi fo fr fr-CA fr-CH fy ga gd gl gsw gu gv ha he hi hr hu hy ia id ig ii is it ja jv ka ki kk kl km kn',
  'ko ks ku kw ky lb lg ln lo lt lu lv mg mi mk ml mn mr ms mt my nb nd ne nl nl-BE nn oc om or os pa pl ps pt pt-BR pt-PT qu rm',
  'rn ro ru rw sa sc sd se sg si sk sl sn so sq sr su sv sw ta te tg th ti tk tn to tr tt ug uk ur uz vi wo xh yi yo zh zh-Hans',
  'zh-Hant zu',
].flatMap((tags) => tags.split(' '));

/** Longer than any tag that is used (RFC 5646 §4.4.1 has 35 characters). */
const MAX_TAG = 64;

type Language = { readonly tag: string; readonly name: string };

/** Languages to choose from, in the order of their own names. */
export const LANGUAGES: readonly Language[] = TAGS.map((tag) => ({ tag, name: ownName(tag) })).sort(
  (one, other) => new Intl.Collator('en').compare(one.name, other.name),
);

/** What the language of a tag calls itself; a tag that says nothing to the runtime is its own name. */
export function ownName(tag: string): string {
  const [canonical] = canonicalTags(tag.replaceAll('_', '-'));
  if (canonical === undefined) return tag;
  const names = new Intl.DisplayNames([canonical], {
    type: 'language',
    languageDisplay: 'standard',
    fallback: 'none',
  });
  // In the middle of a sentence most are written small. Of other scripts than these a capital is another letter, or none.
  return (
    names
      .of(canonical)
      ?.replace(/^[\p{Script=Latin}\p{Script=Cyrillic}]/u, (first) => first.toLocaleUpperCase(canonical)) ??
    tag
  );
}

/** Whether it is a tag of BCP 47, as far as its shape goes. */
export function isLanguageTag(tag: string): boolean {
  return canonicalTags(tag).length > 0;
}

function canonicalTags(tag: string): readonly string[] {
  if (tag.length > MAX_TAG) return [];
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    // There is no other way to ask.
    return [];
  }
}
