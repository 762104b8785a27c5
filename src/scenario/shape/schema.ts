import { account, callbacks, prices } from './account-shapes.ts';
import {
  anything,
  duration,
  either,
  factor,
  leaf,
  list,
  map,
  may,
  moment,
  needs,
  record,
  text,
  whole,
  word,
} from './build.ts';
import { carrier, outcomes } from './carrier-shapes.ts';
import { expectation } from './expectation-shape.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { campaign, sender, service } from './sender-shapes.ts';
import type { MapShape, Shape } from './shape.ts';
import { stream } from './traffic-shapes.ts';

let known: Shape | undefined;

/** The shape of a scenario file: every key, what stands behind it, and what it means. */
export function scenarioShape(): Shape {
  known ??= scenario();
  return known;
}

/** The JSON Schema (draft 7) of a scenario file, for editors. */
export function jsonSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    description: 'A scenario of mpsim: senders, traffic, carriers, incidents and what is expected.',
    ...jsonSchemaOf(scenarioShape()),
  };
}

function scenario(): MapShape {
  return map('a scenario', {
    name: may(
      leaf('name', 'a name', 'flash-sale'),
      'Name in reports and of their folder. Default: that of the file.',
    ),
    rulebook: may(
      text('the name of a rulebook', 'twilio-guide'),
      'Limits, error codes and texts of the provider, by name or by the path of a file. Default: twilio-guide.',
    ),
    seed: may(text('a seed', 7), 'Any number or text; the same seed gives the same run. Default: 1.'),
    start: may(
      text('a date and time with offset', '2026-11-27T09:00:00-05:00'),
      'Wall clock at the start of the run; makes times of day possible.',
    ),
    zone: may(
      text('a time zone', 'America/New_York'),
      'IANA time zone for times of day and daily profiles. Default: the offset of start.',
    ),
    run: may(run(), 'How long: until everything is drained (default), or for a duration.'),
    account: may(account(), 'The account that sends, and limits on how it may.'),
    senders: needs(list(sender(), 'a list of senders'), 'What messages are sent from.'),
    campaigns: may(
      list(campaign(), 'a list of campaigns'),
      '10DLC campaigns and the long codes registered with them.',
    ),
    'messaging-services': may(
      list(service(), 'a list of messaging services'),
      'Pools of senders of which one is picked for each message.',
    ),
    traffic: may(list(stream(), 'a list of traffic streams'), 'Who submits what and when.'),
    carriers: may(
      record(carrier(), 'a map of carriers'),
      'Mobile networks by name; what is absent follows the carrier default.',
    ),
    incidents: may(
      list(incident(), 'a list of incidents'),
      'Disturbances of carriers, senders or campaigns.',
    ),
    callbacks: may(callbacks(), 'The endpoint of status callbacks. Default: nobody asks for them.'),
    prices: may(prices(), "In place of the rulebook's, in its currency."),
    expect: may(
      list(expectation(), 'a list of expectations'),
      'Bounds that the run must keep; if not, the exit status is 99.',
    ),
    plan: may(planning(), 'What mpsim plan may choose so that every expectation holds; a run ignores it.'),
    vary: may(
      record(uncertainty(), 'a map of what is uncertain'),
      'What mpsim fuzz draws: ranges or lists of alternatives, by the path of the value that they replace.',
    ),
    sweep: may(sweep(), 'What mpsim sweep runs: every cell of a grid, a list or a Latin hypercube.'),
  });
}

function sweep(): MapShape {
  const values = either(
    'a range or a list of values',
    text('a range', '10000..100000:10', '10,20,50'),
    list(anything('a value'), 'a list of values'),
  );
  return map('a sweep', {
    vary: needs(
      either(
        'a map of values, or a list of cells',
        record(values, 'a map of what is swept'),
        list(record(anything('a value'), 'a cell'), 'a list of cells'),
      ),
      'Values by the path of the value that they replace; or a list of cells, each a map of paths and values.',
    ),
    design: may(
      word('grid', 'list', 'latin-hypercube'),
      'grid: every value with every other; list: values paired by place; latin-hypercube: draws. Default: grid.',
    ),
    cells: may(whole('a number of cells', 2, 10_000), 'How many cells a Latin hypercube has.'),
    replications: may(whole('a number of replications', 1, 100_000), 'Runs of each cell. Default: 1.'),
  });
}

function uncertainty(): Shape {
  return either(
    'a range or a list of alternatives',
    text('a range', '20000..60000', '10:00..12:00'),
    list(anything('an alternative'), 'a list of alternatives'),
  );
}

function planning(): MapShape {
  return map('what a plan may choose', {
    choose: needs(record(choice(), 'a map of sender entries'), 'By sender entry: its kinds and how many.'),
    spread: may(
      list(word('round-robin', 'least-backlog', 'random', 'sticky'), 'a list of ways to spread', 1),
      'How messaging services may spread their messages. Default: as they say.',
    ),
    minimise: may(word('cost', 'senders'), 'What is to be smallest. Default: cost.'),
  });
}

function choice(): MapShape {
  return map('a choice', {
    kinds: may(
      list(word('long-code', 'toll-free', 'short-code'), 'a list of kinds', 1),
      'Default: the kind that it has.',
    ),
    count: needs(text('a number or a range', '1..500'), 'How many numbers.'),
  });
}

function run(): Shape {
  return either(
    'a map such as { for: 6h }',
    map('a run until drained', { until: needs(word('drained')), 'warm-up': may(warmUp(), WARM_UP) }),
    map('a run for a duration', { for: needs(duration()), 'warm-up': may(warmUp(), WARM_UP) }),
  );
}

const WARM_UP =
  'With for: the latencies of messages submitted before are left out; mser-5 finds it from the backlog of replication 0.';

function warmUp(): Shape {
  return either('a duration or mser-5', duration(), word('mser-5'));
}

function incident(): MapShape {
  return map('an incident', {
    at: needs(moment(), 'When it begins.'),
    for: may(duration(), 'How long it lasts. Default: for ever.'),
    carrier: may(text('the name of a carrier', 'default'), 'The carrier that it disturbs.'),
    latency: may(factor(), "Factor on the carrier's latency."),
    outcomes: may(outcomes(), "In place of the carrier's outcomes."),
    sender: may(text('the id of a sender', 'promo'), 'The sender that it disturbs.'),
    campaign: may(text('the id of a campaign', 'offers'), 'The campaign that it disturbs.'),
    rate: may(factor(), 'Factor on the rate of the sender or campaign.'),
    down: may(leaf('true', 'true'), 'The sender or campaign sends nothing.'),
  });
}
