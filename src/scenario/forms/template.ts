import { type Parsed, parsed, unreadable } from './quantities.ts';

/** A template cut at its fields: `literals[0] + fields[0] + literals[1] + …`, one more literal than fields. */
export interface TemplateParts {
  readonly literals: readonly string[];
  /** Names, as often as they occur. */
  readonly fields: readonly string[];
}

const TOKEN = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;

/** Cuts a template such as `Hi {name}, {{free}}` at its fields; doubled braces are braces that are text. */
export function parseTemplate(text: string): Parsed<TemplateParts> {
  const literals = [''];
  const fields: string[] = [];
  const append = (literal: string): void => {
    literals[literals.length - 1] += literal;
  };
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    append(text.slice(end, match.index));
    end = match.index + match[0].length;
    const name = match[1]?.trim();
    if (match[0] === '{{' || match[0] === '}}') append(match[0].slice(1));
    else if (name === undefined) return unreadable(`the brace ${match[0]} has no partner`);
    else if (name === '') return unreadable('the braces {} name no field');
    else {
      fields.push(name);
      literals.push('');
    }
  }
  append(text.slice(end));
  return parsed({ literals, fields });
}
