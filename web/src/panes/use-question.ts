import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import type { Question } from '../ui/dialog.tsx';

/** The question that a side asks just now; whoever has answered it is where he was before. */
export function useQuestion() {
  const [question, setQuestion] = useState<Question>();
  const before = useRef<HTMLElement | null>(null);
  const ask = useCallback((next: Question) => {
    const { activeElement } = document;
    // An item of a menu goes with it, and what has opened the menu stays.
    const opener = activeElement?.closest('.menu')?.querySelector<HTMLElement>('[aria-haspopup]');
    before.current = opener ?? (activeElement as HTMLElement | null);
    setQuestion(next);
  }, []);
  const done = useCallback(() => setQuestion(undefined), []);
  const isAsking = question !== undefined;
  useEffect(() => {
    if (!isAsking) return;
    return () => {
      if (document.activeElement === document.body) before.current?.focus();
    };
  }, [isAsking]);
  return { question, ask, done };
}
