// Keys that work everywhere, and the list of them. A view adds its own while it is open.

export interface Key {
  /** As `KeyboardEvent.key`; with `Ctrl+` before it for both Ctrl and Command. */
  key: string;
  run: (event: KeyboardEvent) => void;
}

let added: Key[][] = [];

/** Adds the keys of a view; the answer takes them away again. Later ones win over earlier. */
export function keys(list: Key[]): () => void {
  added = [list, ...added];
  return () => {
    added = added.filter((other) => other !== list);
  };
}

/** Where a person writes: there letters are letters. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)))
  );
}

/** The key in Latin letters, where the keyboard writes others: who writes Arabic or Hebrew presses the same keys. */
export function latin(event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (event.key.length > 1 || event.key <= '~') return event.key;
  if (event.code === 'Slash') return event.shiftKey ? '?' : '/';
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1] ?? event.key;
  return event.shiftKey ? letter : letter.toLowerCase();
}

/** Hands a key to whoever wants it. Called once, by the page. */
export function listenToKeys(): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey) return;
    const ctrl = event.ctrlKey || event.metaKey;
    if (isWriting(event.target) && event.key !== 'Escape') return;
    // A dialog that is open has the keys for itself; Escape closes it.
    if (document.querySelector('dialog[open]')) return;
    const shift = event.shiftKey && event.key.length > 1 ? 'Shift+' : '';
    const pressed = latin(event);
    const wanted = ctrl
      ? `Ctrl+${event.shiftKey ? 'Shift+' : ''}${pressed.toLowerCase()}`
      : `${shift}${pressed}`;
    for (const list of added) {
      const found = list.find((key) => key.key === wanted);
      if (found) {
        event.preventDefault();
        found.run(event);
        return;
      }
    }
  };
  addEventListener('keydown', press);
  return () => removeEventListener('keydown', press);
}
