/**
 * Makes the words of a chart's legend buttons that hide what they name and show it again.
 *
 * @param onChange hears the names that are hidden.
 */
export function makeLegendClickable(
  figure: Element,
  names: readonly string[],
  onChange: (hidden: ReadonlySet<string>) => void,
): void {
  const hidden = new Set<string>();
  for (const entry of figure.querySelectorAll('.legend > span')) {
    const name = entry.textContent ?? '';
    if (!names.includes(name)) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...entry.childNodes);
    button.setAttribute('aria-pressed', 'true');
    button.addEventListener('click', () => {
      if (!hidden.delete(name)) hidden.add(name);
      button.setAttribute('aria-pressed', String(!hidden.has(name)));
      onChange(hidden);
    });
    entry.append(button);
  }
}
