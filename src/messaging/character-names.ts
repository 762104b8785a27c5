/**
 * Names of characters that slip into texts unseen or look like another: by code point in hexadecimal. Source: Unicode
 * Character Database 16.0 (2024-09), in small letters; control characters by their aliases.
 */
const NAMES: Readonly<Record<string, string>> = {
  '0000': 'null',
  '0009': 'tab',
  '000B': 'line tabulation',
  '001B': 'escape',
  '0060': 'grave accent',
  '00A0': 'no-break space',
  '00A9': 'copyright sign',
  '00AB': 'left-pointing double angle quotation mark',
  '00AD': 'soft hyphen',
  '00AE': 'registered sign',
  '00B0': 'degree sign',
  '00B4': 'acute accent',
  '00B7': 'middle dot',
  '00BB': 'right-pointing double angle quotation mark',
  '00E7': 'latin small letter c with cedilla',
  '0300': 'combining grave accent',
  '0301': 'combining acute accent',
  '0302': 'combining circumflex accent',
  '0303': 'combining tilde',
  '0308': 'combining diaeresis',
  '0327': 'combining cedilla',
  '2002': 'en space',
  '2003': 'em space',
  '2007': 'figure space',
  '2009': 'thin space',
  '200B': 'zero width space',
  '200C': 'zero width non-joiner',
  '200D': 'zero width joiner',
  '200E': 'left-to-right mark',
  '200F': 'right-to-left mark',
  '2010': 'hyphen',
  '2011': 'non-breaking hyphen',
  '2012': 'figure dash',
  '2013': 'en dash',
  '2014': 'em dash',
  '2015': 'horizontal bar',
  '2018': 'left single quotation mark',
  '2019': 'right single quotation mark',
  '201A': 'single low-9 quotation mark',
  '201C': 'left double quotation mark',
  '201D': 'right double quotation mark',
  '201E': 'double low-9 quotation mark',
  '2022': 'bullet',
  '2026': 'horizontal ellipsis',
  '2028': 'line separator',
  '2029': 'paragraph separator',
  '202A': 'left-to-right embedding',
  '202C': 'pop directional formatting',
  '202F': 'narrow no-break space',
  '2032': 'prime',
  '2033': 'double prime',
  '2060': 'word joiner',
  '2066': 'left-to-right isolate',
  '2069': 'pop directional isolate',
  '2122': 'trade mark sign',
  '2212': 'minus sign',
  '3000': 'ideographic space',
  FE0E: 'variation selector-15',
  FE0F: 'variation selector-16',
  FEFF: 'byte order mark (zero width no-break space)',
  FFFD: 'replacement character',
};

/** A code point as Unicode writes it, at least four digits: `U+2019`. */
export function codePointName(character: string): string {
  return `U+${hexadecimal(character)}`;
}

/** The name of a character that is easily overlooked or mistaken; undefined for the many others. */
export function characterName(character: string): string | undefined {
  return NAMES[hexadecimal(character)];
}

function hexadecimal(character: string): string {
  return character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
}
