/**
 * The lines of each program that asks for tokens in an address, as they are and as they have to be.
 */
import { Copyable } from '../../parts/copyable.tsx';
import { MIGRATION_TEXTS } from '../../text/migration/index.ts';
import { useTexts } from '../../text/subject.ts';
import type { Advice } from './advice.ts';

type Change = Advice['changes'][number];

export function SdkChanges({ changes }: { readonly changes: readonly Change[] }) {
  const text = useTexts(MIGRATION_TEXTS);
  return (
    <section className="card part">
      <header>
        <h2>{text.inApplication}</h2>
      </header>
      {changes.map(({ sdk, program, install, before, after }, place) => (
        <details key={sdk} className="sdk-change" open={place === 0}>
          <summary>
            <bdi>{program}</bdi>
          </summary>
          {install !== undefined && <Copyable label={text.install} value={install} isBlock />}
          <h3>{text.asItIs}</h3>
          <pre className="as-it-is">
            <code>{before}</code>
          </pre>
          <h3>{text.asItHasToBe}</h3>
          <Copyable label={`${text.asItHasToBe}: ${program}`} value={after} isBlock />
        </details>
      ))}
    </section>
  );
}
