import type { PriceCard } from './prices.ts';
import type { Source } from './sources.ts';

const PRICES: Source = {
  title: 'Hivebook, Twilio prices (third party)',
  url: 'https://hivebook.wiki',
  date: 'between 2026-04 and 2026-07',
};
const FEES: Source = {
  title: 'Textvolt, carrier fees (another provider passes the same fees on)',
  url: 'https://help.textvolt.com/articles/7310656083',
  date: '2026-05',
};
const FAILED: Source = {
  title: 'Twilio, fee for failed messages',
  url: 'https://support.twilio.com/hc/en-us/articles/27502337507483',
  date: '2024-09-30',
};
const FEE_BY_CARRIER = {
  att: '0.0035',
  verizon: '0.0045',
  't-mobile': '0.0045',
  'us-cellular': '0.0045',
} as const;
const AMERICAN = ['US', 'CA'];

/** What Twilio charges in 2026, as far as public documents tell. */
export const PRICES_2026: PriceCard = {
  currency: 'USD',
  date: '2026-05',
  segments: [
    {
      price: '0.0083',
      note: 'The price of the United States stands for all other countries, of which none is at hand.',
      source: PRICES,
    },
  ],
  media: [{ price: '0.022', source: PRICES }],
  carrierFees: Object.entries(FEE_BY_CARRIER).map(([carrier, price]) => ({
    counts: 'segments',
    classes: ['long-code', 'toll-free', 'short-code'],
    to: ['US'],
    carrier,
    price,
    source: FEES,
  })),
  numbers: [
    { classes: ['long-code'], countries: AMERICAN, pricePerMonth: '1.15', source: PRICES },
    { classes: ['toll-free'], countries: AMERICAN, pricePerMonth: '2.15', source: PRICES },
    {
      classes: ['short-code'],
      countries: ['US'],
      pricePerMonth: '1000',
      note: 'A random one; a vanity one costs 1,500. Billed by the quarter.',
      source: PRICES,
    },
  ],
  failed: {
    price: '0.001',
    freeCodes: [12400, 20500, 20504, 21408, 30002, 30008, 30036, 30103, 30450, 30454, 30500, 63038, 90010],
    note: 'A message, not a segment. Free codes of other channels are left out.',
    source: FAILED,
  },
};
