/**
 * Code to copy that signs the first person in, filled in with what the application is.
 */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Document } from '../../kinds/view.ts';
import { Copyable } from '../../parts/copyable.tsx';
import { Notice } from '../../parts/notice.tsx';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import { useTexts } from '../../text/subject.ts';
import { textsOf } from './entries.ts';
import { quickStartsOf } from './quick-starts.ts';

type Props = {
  readonly client: Document;
  /** An API that it may call in its own name. */
  readonly audience?: string | undefined;
};

/** Where there is none yet: where a developer's server mostly listens. */
const SOME_CALLBACK = 'http://localhost:3000/callback';

export function QuickStart({ client, audience }: Props) {
  const { start } = useTexts(APPLICATIONS_TEXTS);
  const [chosen, setChosen] = useState(0);
  const sdks = quickStartsOf(client['app_type']);
  const sdk = sdks[chosen];
  const [callback] = textsOf(client['callbacks']);
  const client_id = String(client['client_id']);
  const isMachine = client['app_type'] === 'non_interactive';
  const code = sdk?.code({
    issuer: `${location.origin}/`,
    client_id,
    callback: callback ?? SOME_CALLBACK,
    audience: audience ?? 'YOUR_API',
  });
  return (
    <div className="quick-start">
      {!isMachine && callback === undefined && <Missing says={start.noCallback} id={client_id} />}
      {isMachine && audience === undefined && <Missing says={start.noApi} id={client_id} />}
      <fieldset className="segments">
        <legend className="away">{start.sdk}</legend>
        {sdks.map(({ name }, place) => (
          <button key={name} type="button" aria-pressed={place === chosen} onClick={() => setChosen(place)}>
            {name}
          </button>
        ))}
      </fieldset>
      {sdk?.install !== undefined && (
        <>
          <h3>{start.install}</h3>
          <Copyable label={start.install} value={sdk.install} isBlock />
        </>
      )}
      {sdk && code !== undefined && (
        <>
          <h3>{start.into(sdk.file)}</h3>
          <Copyable label={sdk.name} value={code} isBlock />
          {sdk.environment && <p className="hint">{start.environment(sdk.environment.join(', '))}</p>}
        </>
      )}
    </div>
  );
}

function Missing({ says, id }: { readonly says: string; readonly id: string }) {
  const { start } = useTexts(APPLICATIONS_TEXTS);
  return (
    <Notice tone="notice">
      <p>
        {says}{' '}
        <Link to="/applications/$id" params={{ id }}>
          {start.settings}
        </Link>
      </p>
    </Notice>
  );
}
