/**
 * The text of whoever reads.
 */
import { createContext, use } from 'react';
import type { Text } from './text.ts';

const TextContext = createContext<Text | undefined>(undefined);

export const TextProvider = TextContext.Provider;

export function useText(): Text {
  const text = use(TextContext);
  if (!text) throw new Error('Everything is drawn below the provider of texts.');
  return text;
}
