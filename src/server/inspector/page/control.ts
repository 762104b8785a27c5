/** Asks the server to do something. @throws Error whose message is the server's. */
export async function ask(path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const reply = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  // The control API answers with objects only.
  const json = (await reply.json()) as Readonly<Record<string, unknown>>;
  if (!reply.ok) throw new Error(String(json.message));
  return json;
}

/** What is wrong, as a sentence. */
export function wordsOf(error: unknown): string {
  if (error instanceof TypeError) return 'The server does not answer.';
  return error instanceof Error ? error.message : String(error);
}
