/**
 * docs/reference/advice.md: every finding and every verdict on the way from implicit to code + PKCE, a row each.
 */
import { ADVICE, VERDICTS } from '../../src/protocol/advice/advice-rows.ts';

export function advicePage(): string {
  return [
    '# Advice',
    '<!-- Written by `npm run reference` from server/src/protocol/advice; what is changed here by hand is lost. -->',
    'What `tacit advise` and `GET /api/v2/clients/{id}/advice` say of a client that may use the implicit grant\n([guide](../guides/from-implicit.md)). `before`: a setting mends it. `change`: the application has to change.',
    tableOf(
      ['verdict', 'what is so'],
      Object.entries(VERDICTS).map(([name, sentence]) => [`\`${name}\``, sentence]),
    ),
    tableOf(
      ['finding', 'weight', 'what', 'what helps', 'see'],
      Object.entries(ADVICE).map(([code, { weight, sentence, remedy, section }]) => [
        ...[`\`${code}\``, weight, sentence],
        ...[remedy, section],
      ]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
