/**
 * Tells of success out of sight, for a while; never of a failure.
 */
import { createContext, type ReactNode, use, useEffect, useState } from 'react';

const ToastContext = createContext<(says: string) => void>(() => undefined);

const SHOWN_MS = 6_000;

export function Toasts({ children }: { readonly children: ReactNode }) {
  const [says, setSays] = useState('');
  // The timer is the browser's.
  useEffect(() => {
    if (says === '') return undefined;
    const timer = setTimeout(() => setSays(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [says]);
  return (
    <ToastContext value={setSays}>
      {children}
      <div className="toasts" role="status">
        {says !== '' && <p className="toast">{says}</p>}
      </div>
    </ToastContext>
  );
}

/** Says something for a while. */
export function useToast(): (says: string) => void {
  return use(ToastContext);
}
