/**
 * Many people at once: brought in a file, and taken away in one.
 */

import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { may } from '../../../api/client.ts';
import { asked, useApi } from '../../../api/queries.ts';
import type { Document } from '../../../kinds/view.ts';
import { Button } from '../../../parts/button.tsx';
import { Failed } from '../../../parts/failed.tsx';
import { useReason } from '../../../record/reason.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { useText } from '../../../text/use-text.ts';
import { entriesIn } from '../shown/entries.tsx';
import { Job } from './job.tsx';

export function FilesPage({ job }: { readonly job: string | undefined }) {
  const text = useText();
  const { files } = useTexts(PEOPLE_TEXTS);
  return (
    <>
      <nav className="crumbs">
        <Link to="/$section" params={{ section: 'users' }}>
          {text.kinds.users.many}
        </Link>
      </nav>
      <header className="page-head">
        <div>
          <h1>{files.title}</h1>
          <p className="lead">{files.lead}</p>
        </div>
      </header>
      {job === undefined ? (
        <div className="in-and-out">
          <Bring />
          <Take />
        </div>
      ) : (
        <Job id={job} />
      )}
    </>
  );
}

/** A job that has begun is shown at an address of its own. */
function useLookAt() {
  const navigate = useNavigate();
  return (job: string) => navigate({ to: '/users/files', search: { job } });
}

/** The id of the tenant's own connection, which an import names. */
function useConnection(): string | undefined {
  const api = useApi();
  const { data } = useQuery({
    ...asked(api, 'connections_list', { query: { strategy: 'auth0' } }),
    enabled: may(api, 'connections_list'),
  });
  const [own] = data ? entriesIn<Document>(data.value, 'connections') : [];
  return own && String(own['id']);
}

function Bring() {
  const { files } = useTexts(PEOPLE_TEXTS);
  const api = useApi();
  const lookAt = useLookAt();
  const id = useId();
  const notAllowed = useReason('users_import_create');
  const connection = useConnection();
  const [file, setFile] = useState<File | undefined>(undefined);
  const [isUpsert, setUpsert] = useState(false);
  const bringing = useMutation({
    mutationFn(people: File) {
      const form = new FormData();
      form.set('connection_id', connection ?? '');
      form.set('upsert', String(isUpsert));
      form.set('users', people);
      return api.call('users_import_create', { form });
    },
    onSuccess: ({ value }) => lookAt(value.id),
  });
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (file && notAllowed === undefined) bringing.mutate(file);
      }}
    >
      <h2>{files.import}</h2>
      <p className="hint">{files.importLead}</p>
      <label htmlFor={`${id}-file`}>{files.file}</label>
      <input
        id={`${id}-file`}
        type="file"
        accept=".json,application/json"
        onChange={({ target }) => setFile(target.files?.[0])}
      />
      <p className="tick">
        <input
          id={`${id}-upsert`}
          type="checkbox"
          checked={isUpsert}
          onChange={({ target }) => setUpsert(target.checked)}
        />
        <label htmlFor={`${id}-upsert`}>{files.upsert}</label>
      </p>
      <Failed says={bringing.error?.message} />
      <p className="tools">
        <Button
          weight="primary"
          isSubmit
          isBusy={bringing.isPending}
          reason={notAllowed ?? (file ? undefined : files.choose)}
        >
          {bringing.isPending ? files.beginning : files.begin}
        </Button>
      </p>
    </form>
  );
}

const FORMATS = ['json', 'csv'] as const;

function Take() {
  const { files } = useTexts(PEOPLE_TEXTS);
  const api = useApi();
  const lookAt = useLookAt();
  const id = useId();
  const reason = useReason('users_export_create');
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('json');
  const taking = useMutation({
    mutationFn: () => api.call('users_export_create', { body: { format } }),
    onSuccess: ({ value }) => lookAt(value.id),
  });
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === undefined) taking.mutate();
      }}
    >
      <h2>{files.export}</h2>
      <p className="hint">{files.exportLead}</p>
      <label htmlFor={`${id}-format`}>{files.format}</label>
      <select
        id={`${id}-format`}
        value={format}
        onChange={({ target }) => setFormat(FORMATS.find((one) => one === target.value) ?? 'json')}
      >
        {FORMATS.map((one) => (
          <option key={one} value={one}>
            {files.formats[one]}
          </option>
        ))}
      </select>
      <Failed says={taking.error?.message} />
      <p className="tools">
        <Button weight="primary" isSubmit isBusy={taking.isPending} reason={reason}>
          {files.beginExport}
        </Button>
      </p>
    </form>
  );
}
