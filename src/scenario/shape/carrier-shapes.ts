import { country, duration, either, list, map, may, needs, number, record, share } from './build.ts';
import type { MapShape, Shape } from './shape.ts';

/** What becomes of messages. */
export function outcomes(): MapShape {
  return map('outcomes', {
    delivered: may(share()),
    undelivered: may(record(share(), 'shares by error code')),
    'no-receipt': may(share()),
  });
}

/** A distribution of how long something takes. */
export function latency(): Shape {
  const lognormal = either(
    'a log-normal distribution',
    map('quantiles', { p50: needs(duration()), p95: needs(duration()) }),
    map('median and sigma', { p50: needs(duration()), sigma: needs(number('a sigma', 0.8)) }),
    map('mean and coefficient of variation', {
      mean: needs(duration()),
      cv: needs(number('a coefficient of variation', 1)),
    }),
  );
  const range = map('a range', { from: needs(duration()), to: needs(duration()) });
  const weibull = map('a Weibull distribution', {
    scale: needs(duration()),
    shape: needs(number('a shape', 1.5)),
  });
  return either(
    'a latency',
    map('a constant latency', { constant: needs(duration()) }),
    map('a uniform latency', { uniform: needs(range) }),
    map('an exponential latency', {
      exponential: needs(map('an exponential distribution', { mean: needs(duration()) })),
    }),
    map('a log-normal latency', { lognormal: needs(lognormal) }),
    map('a Weibull latency', { weibull: needs(weibull) }),
    map('an empirical latency', { empirical: needs(record(duration(), 'durations by share')) }),
  );
}

/** An entry of `carriers`. */
export function carrier(): MapShape {
  const to = either(
    'countries',
    country(),
    list(country(), 'a list of countries'),
    record(share(), 'shares by country'),
  );
  return map('a carrier', {
    to: may(to, 'Countries it serves, or its share of them. The carrier default takes the rest.'),
    latency: may(latency(), 'Time from sent to the receipt.'),
    outcomes: may(outcomes(), 'Shares of what becomes of a message that was sent.'),
  });
}
