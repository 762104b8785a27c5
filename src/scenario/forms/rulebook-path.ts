/** Whether what stands behind `rulebook` is the path of a file rather than a name: it has a slash or ends in .yaml. */
export function isRulebookPath(rulebook: string): boolean {
  return /[/\\]|\.ya?ml$/i.test(rulebook);
}
