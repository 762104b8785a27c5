import { describe, expect, it } from 'vitest';
import { variationName } from '../../src/cli/report-folder.ts';

describe('the folder of a report', () => {
  it('has the name of the scenario as it stands', () => {
    expect(variationName('flash-sale', { changes: [] })).toBe('flash-sale');
  });

  it('tells what was changed', () => {
    const changes = ['senders[0].burst=5', 'run.for=1h'];
    expect(variationName('sale', { seed: '8', replication: 2, changes })).toBe(
      'sale@seed=8,replication=2,senders[0].burst=5,run.for=1h',
    );
  });

  it('never leaves its place, whatever a name or a value holds', () => {
    const name = variationName('../../etc', { seed: '/tmp/x y', changes: ['a=b/c:d'] });
    expect(name).toMatch(/^[A-Za-z0-9._=,+[\]@~-]+$/);
    expect(name.startsWith('.')).toBe(false);
  });

  it('differs for two changes that look alike once they are made safe', () => {
    const names = ['a=b/c', 'a=b c', 'a=b_c'].map((change) => variationName('x', { changes: [change] }));
    expect(new Set(names).size).toBe(3);
  });

  it('stays short enough for every file system, and still tells long changes apart', () => {
    const long = (end: string): string => variationName('x', { changes: [`a=${'y'.repeat(500)}${end}`] });
    expect(long('1').length).toBeLessThan(120);
    expect(long('1')).not.toBe(long('2'));
  });
});
