import type { CampaignRules, CampaignTier, Rulebook } from '../rulebooks/rulebook.ts';
import { counted, grouped } from './figures-in-words.ts';
import { priceRows } from './rulebook-price-rows.ts';
import {
  either,
  outcomeInWords,
  type RulebookRow,
  type RulebookSection,
  row,
  rowsOf,
  secondsInWords,
  sendersInWords,
} from './rulebook-words.ts';

/**
 * Everything that a rulebook says in words, section by section, of which some may be empty. Within a section `what`
 * names each row.
 */
export function rulebookSections(rulebook: Rulebook): readonly RulebookSection[] {
  return [
    { title: 'Rates of senders', rows: rulebook.rates.map(rateRow) },
    {
      title: 'Rates of media',
      rows: rulebook.mediaRates.map((rate) =>
        row(sendersInWords(rate), perSecond(rate.messagesPerSecond, 'message'), rate),
      ),
    },
    {
      title: 'Rates of the account',
      rows: rulebook.accountRates.map((rate) =>
        row(
          `${rate.id}: ${sendersInWords(rate)}`,
          perSecond(rate.perSecond, rate.counts === 'media' ? 'media message' : 'segment'),
          rate,
        ),
      ),
    },
    { title: 'Campaigns', rows: rulebook.campaigns === undefined ? [] : campaignRows(rulebook.campaigns) },
    { title: 'Queue and validity', rows: queueRows(rulebook) },
    { title: 'Acceptance, in this order', rows: rulebook.acceptance.map(acceptanceRow) },
    { title: 'Accounts', rows: accountRows(rulebook) },
    { title: 'Messaging services', rows: serviceRows(rulebook) },
    { title: 'Media', rows: mediaRows(rulebook) },
    { title: 'Schedules', rows: scheduleRows(rulebook) },
    { title: 'Status callbacks', rows: callbackRows(rulebook) },
    { title: 'Prices', rows: priceRows(rulebook.prices) },
  ];
}

function rateRow(rate: Rulebook['rates'][number]): RulebookRow {
  const { segmentsPerSecond } = rate;
  const says = segmentsPerSecond === 'unlimited' ? 'unlimited' : perSecond(segmentsPerSecond, 'segment');
  return row(sendersInWords(rate), says, rate);
}

/** Whole rates with commas between thousands; others with all their decimals. */
function perSecond(rate: number, unit: string): string {
  return `${Number.isInteger(rate) ? counted(rate, unit) : `${rate} ${unit}s`} a second`;
}

function campaignRows({ countries, tiers, dailyCap, unregistered }: CampaignRules): readonly RulebookRow[] {
  const cap = `renews at midnight in ${dailyCap.zone}; beyond it undelivered with ${dailyCap.code}`;
  return [
    ...tiers.map((tier) => row(tierInWords(tier), limitsOfTier(tier, dailyCap.carrier), tier)),
    row(`cap of a brand with ${dailyCap.carrier}`, cap, dailyCap),
    row(`long code outside a campaign to ${either(countries)}`, outcomeInWords(unregistered), unregistered),
  ];
}

function tierInWords({ id, kinds, trustScore }: CampaignTier): string {
  const score = trustScore === undefined ? '' : `, score ${trustScore.from} to ${trustScore.to}`;
  return `${id}: ${either(kinds)}${score}`;
}

function limitsOfTier(
  { segmentsPerSecond, mediaPerMinute = {}, dailyCap }: CampaignTier,
  capped: string,
): string {
  const rates = Object.entries(segmentsPerSecond).map(([carrier, rate]) => `${carrier} ${rate}`);
  const media = Object.entries(mediaPerMinute).map(([carrier, rate]) => `${carrier} ${grouped(rate)}`);
  const parts = [
    `${rates.join(', ')} segments a second`,
    ...(media.length === 0 ? [] : [`${media.join(', ')} media a minute`]),
    `${grouped(dailyCap)} a day with ${capped}`,
  ];
  return parts.join('; ');
}

function queueRows({ queueHorizon, overflow, validity }: Rulebook): readonly RulebookRow[] {
  const { defaultSeconds, minimumSeconds, maximumSeconds } = validity;
  const usual = defaultSeconds === undefined ? 'for ever' : secondsInWords(defaultSeconds);
  return [
    row('queue of a sender', `${secondsInWords(queueHorizon.seconds)} of its rate`, queueHorizon),
    row('overflow, named sender', outcomeInWords(overflow.direct), overflow.direct),
    row('overflow, messaging service', outcomeInWords(overflow.service), overflow.service),
    ...rowsOf(
      validity,
      ['validity period', `${usual}, unless the message says otherwise`],
      ['validity period, range', `${secondsInWords(minimumSeconds)} to ${secondsInWords(maximumSeconds)}`],
      ['validity period over', `failed with ${validity.code}`],
    ),
  ];
}

function acceptanceRow(accepted: Rulebook['acceptance'][number]): RulebookRow {
  const { rule, code, http, message, throughService } = accepted;
  const later = throughService === 'failed' ? '; through a service failed later' : '';
  return row(rule, `${code}, HTTP ${http}${later}: ${message}`, accepted);
}

function accountRows({ trial, dailyLimit, refusals, alphanumeric }: Rulebook): readonly RulebookRow[] {
  const { unsupportedCountries } = alphanumeric;
  return [
    row('trial prefix of texts', trial.prefix === '' ? 'none' : `"${trial.prefix}"`, trial),
    row('daily limit, where one is named', `refused with ${dailyLimit.code}`, dailyLimit),
    row('refused requests', refusals.listed ? 'listed as failed messages' : 'leave no record', refusals),
    row('alphanumeric ids do not reach', unsupportedCountries.join(' '), alphanumeric),
  ];
}

function serviceRows({ services }: Rulebook): readonly RulebookRow[] {
  const { order, orderByCountry, fallbackCountry, noSender, emptyPool, mediaLink } = services;
  const inWords = (classes: typeof order): string =>
    classes.map((equals) => equals.join(' and ')).join(', then ');
  return rowsOf(
    services,
    ['choice of senders', inWords(order)],
    ...Object.entries(orderByCountry).map(
      ([country, classes]) => [`choice of senders to ${country}`, inWords(classes)] as const,
    ),
    ['no number of the country of To', `one of ${fallbackCountry}, then any`],
    ['no sender reaches To', outcomeInWords(noSender)],
    ['pool without senders', outcomeInWords(emptyPool)],
    ['pool limit', counted(services.poolLimit, 'number')],
    ['link in place of a medium', `${mediaLink.prefix} and ${counted(mediaLink.letters, 'letter')}`],
  );
}

function mediaRows({ media }: Rulebook): readonly RulebookRow[] {
  const { countries, adapted, accepted, tooLarge, mismatch } = media;
  return rowsOf(
    media,
    ['countries', either(countries)],
    ['media of a message', `${media.maximumCount} at the most`],
    ['size, text included', `${grouped(media.maximumBytes)} bytes`],
    ['size where not adapted', `${grouped(media.maximumBytesUnadapted)} bytes`],
    ['adapted to the device', adapted.join(', ')],
    ['accepted', accepted === undefined ? 'any content type' : accepted.join(', ')],
    ['too large', outcomeInWords(tooLarge)],
    ['served as another content type', outcomeInWords(mismatch)],
  );
}

function scheduleRows({ scheduling }: Rulebook): readonly RulebookRow[] {
  const { minimumSeconds, maximumSeconds, maximumPending } = scheduling;
  return rowsOf(
    scheduling,
    ['SendAt', `${secondsInWords(minimumSeconds)} to ${secondsInWords(maximumSeconds)} ahead`],
    ['scheduled messages', `${grouped(maximumPending)} an account`],
  );
}

function callbackRows({ callbacks }: Rulebook): readonly RulebookRow[] {
  const { statuses, initialQueued, connectTimeoutMs, totalTimeoutMs, retries, retryOn } = callbacks;
  return rowsOf(
    callbacks,
    ['statuses', statuses.join(', ')],
    ['queued as the first status', initialQueued ? 'called back' : 'not called back'],
    ['timeout to connect', secondsInWords(connectTimeoutMs / 1000)],
    ['timeout in all', secondsInWords(totalTimeoutMs / 1000)],
    ['retries', retryOn.length === 0 ? 'none' : `${retries} after ${either(retryOn)} failures`],
  );
}
