/**
 * Whoever cannot go on: nobody could be signed in, or somebody was whose account administers nothing here.
 */
import type { Session } from '../api/session.ts';
import { Button } from '../parts/button.tsx';
import { Copyable } from '../parts/copyable.tsx';
import { useText } from '../text/use-text.ts';

export function Refused({ reason, again }: { readonly reason: string; readonly again: () => Promise<void> }) {
  const { failed } = useText();
  return (
    <main className="card alone">
      <h1>{failed.signIn}</h1>
      <p>{reason}</p>
      <Button weight="primary" onPress={() => void again()}>
        {failed.signInAgain}
      </Button>
    </main>
  );
}

export function NoRole({ session }: { readonly session: Session }) {
  const { noRole, signedInAs } = useText();
  const { email, name } = session.user;
  return (
    <main className="card alone">
      <h1>{noRole.title}</h1>
      <p>{noRole.lead}</p>
      <p className="hint">
        {signedInAs} <bdi>{email ?? name}</bdi>
      </p>
      <p>{noRole.hint}</p>
      <Copyable label={noRole.hint} value={`npx tacit admin create ${email ?? name}`} isBlock />
      <Button weight="secondary" onPress={() => void session.signOut()}>
        {noRole.other}
      </Button>
    </main>
  );
}
