/** What `mpsim init` writes: a scenario that runs as it is and shows the main forms. */
export const STARTER = `# A scenario for mpsim: who sends, what is submitted when, and what you expect.
# Run it:               mpsim run FILE
# Check it only:        mpsim validate FILE
# Complete it in your editor: write the schema beside this file with
#   mpsim schema > scenario.schema.json
# and make this the first line:
#   # yaml-language-server: $schema=./scenario.schema.json

rulebook: twilio-guide               # whose limits and error codes apply
seed: 1                              # the same seed gives the same report, to the byte
start: 2026-11-27T09:00:00-05:00     # the clock at the start; leave it out to count from 0s
zone: America/New_York               # for times of day such as 09:30
run: { until: drained }              # or { for: 6h }

# Class, country and rate follow from the number: a US or Canadian long code sends
# 1 segment a second, other numbers and alphanumeric ids 10, a short code any number.
senders:
  - id: promo                        # four numbers, promo#1 to promo#4
    numbers: { from: "+14155550100", count: 4 }
  - id: codes
    short-code: { code: "12345", country: US }
  # - id: brand
  #   alphanumeric: ACME
  # - id: fast
  #   number: "+14155550199"
  #   segments-per-second: 3         # by hand, where yours differs

traffic:
  - id: sale                         # 10,000 at once; the four numbers take turns
    from: promo
    to: { US: 90%, CA: 10% }
    body: "Flash sale! 40 % off until midnight. Reply STOP to opt out."
    arrivals: { batch: 10000, at: 09:30 }
  - id: one-time-codes               # at random, two a second on average
    from: codes
    to: { US: 100% }
    body: ["Your code is 123456", { text: "Ваш код 123456", weight: 2 }]
    arrivals: { poisson: 2/s, from: 09:00, until: 10:30 }
    # also: { rate: 5/s, from: 0s, until: 1h } for an even flow, { trace: file.csv } for your own
    # in place of body, segments: { 1: 70%, 2: 30% } when only the lengths are known

# What happens after a message has left; measure it from your own status callbacks.
carriers:
  default:
    latency: { lognormal: { p50: 4s, p95: 12s } }
    outcomes: { delivered: 97%, undelivered: { 30003: 1%, 30005: 1% }, no-receipt: 1% }

incidents:
  - { at: 10:00, for: 10m, carrier: default, latency: x5 }

# Broken expectations end the run with exit status 99: handy in scripts.
expect:
  - { metric: failed, of: { code: 30001 }, count: { at-most: 0 } }
  - { metric: send_latency, of: { traffic: one-time-codes }, p95: { at-most: 10s } }
`;
