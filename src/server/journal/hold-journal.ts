import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Keeps other servers of this machine off a journal, by a file beside it with the number of this process. One that a
 * process left behind which is no more is taken over. Gives what lets go of it.
 *
 * @throws Error that says who holds it; the system's error.
 */
export function holdJournal(path: string): () => void {
  const lock = `${path}.lock`;
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, `${process.pid}\n`);
  try {
    // Made whole or not at all: nobody ever reads a lock without a number.
    if (!isLinked(own, lock)) takeOver(own, lock);
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(lock, { force: true });
}

function takeOver(own: string, lock: string): void {
  refuseHeld(lock, lock);
  // Of several that find it left behind, one gets to move it away.
  const old = `${own}.old`;
  renameSync(lock, old);
  try {
    refuseHeld(old, lock);
  } catch (error) {
    isLinked(old, lock);
    throw error;
  } finally {
    rmSync(old, { force: true });
  }
  if (!isLinked(own, lock)) refuseHeld(lock, lock);
}

function refuseHeld(file: string, lock: string): void {
  const holder = Number(readFileSync(file, 'utf8'));
  if (isAtWork(holder))
    throw new Error(
      `process ${holder} writes it; stop that or name another journal (if it is no mpsim serve, delete ${lock})`,
    );
}

/** False: there is one already. */
function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** In a container a process often has the number of the one that was killed before it: its own is nobody's. */
function isAtWork(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
