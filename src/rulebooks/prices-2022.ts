import type { PriceCard } from './prices.ts';
import { OPENAPI_2022, type Source } from './sources.ts';

const SHORT_CODE_PRICES: Source = {
  title: 'Twilio, short code pricing',
  url: 'https://support.twilio.com/hc/en-us/articles/223134687',
  date: 'between 2020 and 2022',
};
const TOLL_FREE_FEES: Source = {
  title: 'Plivo, toll-free carrier fees (another provider passes the same fees on)',
  url: 'https://support.plivo.com/hc/en-us/articles/360048420591',
  date: '2021-07',
};
const ATT_FEES: Source = {
  title: 'Bemasoft, costs of 10DLC messaging on Twilio (third party)',
  url: 'https://bemasoftwareservices.com',
  date: '2021-03',
};
const CANADIAN_FEES: Source = {
  title: 'Twilio, carrier fees in Canada',
  url: 'https://support.twilio.com/hc/en-us/articles/360036587593',
  date: '2019-11',
};
const NUMBERS: Source = {
  title: 'Hivebook, Twilio prices (third party)',
  url: 'https://hivebook.wiki',
  date: 'between 2026-04 and 2026-07',
};
const OF_2026 = 'No price of 2022 is at hand: that of 2026.';
const AMERICAN = ['US', 'CA'];

/** What Twilio charged around 2022, as far as public documents tell. */
export const PRICES_2022: PriceCard = {
  currency: 'USD',
  date: '2022',
  segments: [
    { to: ['CA'], classes: ['short-code'], price: '0.03', source: SHORT_CODE_PRICES },
    {
      to: ['GB'],
      price: '0.04',
      note: 'A price of short codes, taken for all senders.',
      source: SHORT_CODE_PRICES,
    },
    {
      price: '0.0075',
      note: 'The price of the United States stands for all other countries, of which none is at hand.',
      source: OPENAPI_2022,
    },
  ],
  media: [
    { price: '0.02', note: 'A price of short codes, taken for all senders.', source: SHORT_CODE_PRICES },
  ],
  carrierFees: [
    {
      counts: 'segments',
      classes: ['long-code'],
      to: ['US'],
      carrier: 'att',
      price: '0.003',
      note: 'The middle of 0.002 to 0.004 by class of the campaign.',
      source: ATT_FEES,
    },
    ...['att', 't-mobile', 'verizon'].map((carrier) => ({
      counts: 'segments' as const,
      classes: ['toll-free' as const],
      to: ['US'],
      carrier,
      price: '0.0025',
      source: TOLL_FREE_FEES,
    })),
    {
      counts: 'media',
      classes: ['toll-free'],
      to: ['US'],
      carrier: 'att',
      price: '0.003',
      source: TOLL_FREE_FEES,
    },
    {
      counts: 'media',
      classes: ['toll-free'],
      to: ['US'],
      carrier: 't-mobile',
      price: '0.01',
      source: TOLL_FREE_FEES,
    },
    ...canadianFees('freedom', '0.0045', '0.0091'),
    ...canadianFees('videotron', '0.0055', '0.0055'),
  ],
  numbers: [
    { classes: ['long-code'], countries: AMERICAN, pricePerMonth: '1.15', note: OF_2026, source: NUMBERS },
    { classes: ['toll-free'], countries: AMERICAN, pricePerMonth: '2.15', note: OF_2026, source: NUMBERS },
    { classes: ['short-code'], countries: ['US'], pricePerMonth: '1000', note: OF_2026, source: NUMBERS },
  ],
  failed: undefined,
};

function canadianFees(carrier: string, segment: string, media: string): PriceCard['carrierFees'] {
  const fee = { classes: ['long-code'], to: ['CA'], carrier, source: CANADIAN_FEES } as const;
  return [
    { ...fee, counts: 'segments', price: segment },
    { ...fee, counts: 'media', price: media },
  ];
}
