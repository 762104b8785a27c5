/**
 * Countries to which no alphanumeric sender could send, as collected from Twilio's article in July 2017: 61 of 215.
 * Japan, Peru and Palestine took them on some networks only and are left out.
 */
export const WITHOUT_ALPHANUMERIC_2017: readonly string[] = (
  'AF AR AZ BD BE BR CA CD CG CL CN CO CR DO DZ EC GF GH GT GU HN HR HU IO IQ IR KE KG KR KW KY KZ LA LK MA MC ML MM ' +
  'MX MY MZ NA NI NP NR NZ PA PK PR QA RO SV SY TN TR TW US UY VE VN ZA'
).split(' ');
