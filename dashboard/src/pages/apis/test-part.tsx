/**
 * An API tried with a real token: one that an application of it fetches by its own credentials. What it would hold is shown here; the
 * dashboard itself is given none.
 */
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { RESOURCE_SERVER_VIEW } from '../../kinds/resource-server.ts';
import { Copyable } from '../../parts/copyable.tsx';
import { Rest } from '../../parts/rest.tsx';
import { AnsweredWhole } from '../../record/answered.tsx';
import { useClientNames } from '../../record/client-names.ts';
import { useRecord } from '../../record/record-frame.tsx';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import { useTexts } from '../../text/subject.ts';
import { Evaluation } from '../applications/evaluation.tsx';
import { QUICK_STARTS } from '../applications/quick-starts.ts';

export function TestPart({ id }: { readonly id: string }) {
  const { record } = useRecord(RESOURCE_SERVER_VIEW, id);
  const audience = String(record['identifier']);
  return (
    <AnsweredWhole id="client_grants_list" said={{ query: { audience } }}>
      {({ entries, rest }) => {
        const clients = entries.map(({ client_id }) => String(client_id));
        return clients.length > 0 ? <Tried {...{ audience, clients, rest }} /> : <NoCaller id={id} />;
      }}
    </AnsweredWhole>
  );
}

function Head() {
  const { test } = useTexts(APPLICATIONS_TEXTS);
  return (
    <header>
      <h2>{test.title}</h2>
      <p className="hint">{test.lead}</p>
    </header>
  );
}

function NoCaller({ id }: { readonly id: string }) {
  const { test } = useTexts(APPLICATIONS_TEXTS);
  return (
    <section className="card part">
      <Head />
      <p>
        {test.none}{' '}
        <Link to="/apis/$id/$part" params={{ id, part: 'callers' }}>
          {test.allow}
        </Link>
      </p>
    </section>
  );
}

type TriedProps = {
  readonly audience: string;
  readonly clients: readonly string[];
  readonly rest: number;
};

function Tried({ audience, clients, rest }: TriedProps) {
  const { test } = useTexts(APPLICATIONS_TEXTS);
  const nameOf = useClientNames();
  const place = useId();
  const [chosen, setChosen] = useState(clients[0] ?? '');
  const [curl] = QUICK_STARTS.non_interactive;
  const code = curl?.code({ issuer: `${location.origin}/`, client_id: chosen, callback: '', audience });
  return (
    <>
      <section className="card part">
        <Head />
        <p>
          <label htmlFor={place}>{test.client}</label>
          <select id={place} value={chosen} onChange={({ target }) => setChosen(target.value)}>
            {clients.map((client) => (
              <option key={client} value={client}>
                {nameOf(client)}
              </option>
            ))}
          </select>
        </p>
        <Rest count={rest} />
        <h3>{test.token}</h3>
        {code !== undefined && <Copyable label={test.token} value={code} isBlock />}
        <h3>{test.call}</h3>
        <Copyable label={test.call} value={CALL} isBlock />
      </section>
      <Evaluation id={chosen} body={{ grant_type: 'client_credentials', audience }} />
    </>
  );
}

const CALL = 'curl "$YOUR_API" -H "authorization: Bearer $ACCESS_TOKEN"';
