/**
 * A document that the server has drawn, as a picture. The policy of the page takes no markup from a script, so the document goes
 * back to the server with the permit that came with it, and comes from there, in a sandbox (server/src/walk/preview-frame.ts).
 */
import { useEffect, useId, useRef, useState } from 'react';

export type Drawn = {
  readonly html: string;
  /** The permit. */
  readonly frame: string;
};

type Props = {
  readonly title: string;
  readonly drawn: Drawn;
  readonly size: 'desk' | 'phone' | 'mail';
};

/** What was shown stays until what follows it is there. */
export function Framed({ title, drawn, size }: Props) {
  const [settled, setSettled] = useState<Drawn | undefined>(undefined);
  const isSettled = settled?.frame === drawn.frame;
  const frames = settled && !isSettled ? [settled, drawn] : [drawn];
  return (
    <div className="framed" data-size={size}>
      {frames.map((one) => (
        <Frame
          key={one.frame}
          title={title}
          drawn={one}
          isWaiting={one === drawn && !isSettled}
          onShown={() => setSettled(one)}
        />
      ))}
    </div>
  );
}

type FrameProps = Pick<Props, 'title' | 'drawn'> & {
  readonly isWaiting: boolean;
  readonly onShown: () => void;
};

/** A frame for each document: a second one in the same frame would be a step in the history of the browser. */
function Frame({ title, drawn: { html, frame }, isWaiting, onShown }: FrameProps) {
  const name = useId();
  const form = useRef<HTMLFormElement>(null);
  const isSent = useRef(false);
  // The frame is the browser's, and is filled by sending a form there.
  useEffect(() => {
    form.current?.submit();
    isSent.current = true;
  }, []);
  return (
    <>
      <iframe
        name={name}
        title={title}
        sandbox=""
        data-waiting={isWaiting || undefined}
        onLoad={() => {
          // An empty frame is loaded too.
          if (isSent.current) onShown();
        }}
      />
      <form ref={form} hidden method="post" action="/dashboard/preview" target={name}>
        <input type="hidden" name="permit" value={frame} />
        <input type="hidden" name="document" value={html} />
      </form>
    </>
  );
}
