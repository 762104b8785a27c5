import { STATUSES } from '../../messaging/status.ts';
import { COST_ITEMS } from '../../rulebooks/prices.ts';
import { leaf, map, may, needs, text, whole, word } from './build.ts';
import type { MapShape } from './shape.ts';

/** One entry of `expect`. */
export function expectation(): MapShape {
  const bound = leaf('any', 'a bound', '10s', 0, '1%');
  const bounds = map('bounds such as { at-most: 10s }', { 'at-most': may(bound), 'at-least': may(bound) });
  const of = map('selectors', {
    traffic: may(text('the id of a stream', 'otp')),
    sender: may(text('the id of a sender or of a messaging service', 'promo')),
    carrier: may(text('the name of a carrier', 'default')),
    code: may(whole('an error code', 10_000, 99_999)),
    status: may(word(...STATUSES), 'Of throughput and callbacks: what messages become.'),
    item: may(word(...COST_ITEMS), 'Of cost: what is paid for.'),
  });
  const statistics = ['mean', 'min', 'max', 'p50', 'p90', 'p95', 'p99', 'count', 'share', 'at', 'total'];
  const keys = {
    metric: needs(
      text('the name of a metric', 'send_latency', 'failed'),
      'A latency, a count, backlog, drained, throughput, cost or callbacks.',
    ),
    of: may(of, 'The messages that are looked at. Default: all.'),
    severity: may(
      word('fail', 'warn'),
      'warn: it is told when it breaks, and the exit status stays. Default: fail.',
    ),
    'at-most': may(bound, 'Of the only statistic that the metric has.'),
    'at-least': may(bound, 'Of the only statistic that the metric has.'),
    ...Object.fromEntries(statistics.map((statistic) => [statistic, may(bounds)])),
  };
  return map('an expectation', keys, bounds);
}
