/** The colours of the page as they are now: light, dark. */
export interface Colours {
  readonly of: (name: string) => string;
}

/** Reads the colours from the style sheet, so that they are named in one place. */
export function coloursNow(): Colours {
  const style = getComputedStyle(document.documentElement);
  return { of: (name) => style.getPropertyValue(`--${name}`).trim() };
}
