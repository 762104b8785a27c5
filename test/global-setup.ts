import { seed } from './seed.ts';

/** The seed stands first in every test run's output, so that a failure can be repeated. */
export default function printSeed(): void {
  process.stdout.write(
    `property tests: seed ${seed.value}, ${seed.deep ? 'deep' : 'default'} number of cases\n`,
  );
}
