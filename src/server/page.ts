import { badRequest } from './api-error.ts';

const PAGE_SIZE = 50;
const PAGE_SIZE_MAX = 1000;

/** Which page of a list was asked for. */
export interface PageAsked {
  readonly page: number;
  readonly pageSize: number;
}

/** Reads PageSize and Page. @throws ApiError when they are no whole numbers. */
export function pageAsked(query: URLSearchParams): PageAsked {
  return {
    pageSize: wholeOf(query, 'PageSize', PAGE_SIZE, 1, PAGE_SIZE_MAX),
    page: wholeOf(query, 'Page', 0, 0, Number.MAX_SAFE_INTEGER),
  };
}

/** The address of a page of a list. */
export function pageUri(
  path: string,
  query: URLSearchParams,
  { page, pageSize }: PageAsked,
  token?: string,
): string {
  const parameters = new URLSearchParams(query);
  parameters.set('PageSize', String(pageSize));
  parameters.set('Page', String(page));
  parameters.delete('PageToken');
  if (token !== undefined) parameters.set('PageToken', token);
  return `${path}?${parameters}`;
}

/** A short list, as the API of 2010 gives a page of it under a key. */
export function pageOf2010(
  path: string,
  query: URLSearchParams,
  key: string,
  items: readonly object[],
): object {
  const asked = pageAsked(query);
  const { page, pageSize } = asked;
  const from = page * pageSize;
  const shown = items.slice(from, from + pageSize);
  const uriOf = (at: number): string => pageUri(path, query, { page: at, pageSize });
  return {
    end: Math.max(0, from + shown.length - 1),
    first_page_uri: uriOf(0),
    [key]: shown,
    next_page_uri: from + pageSize < items.length ? uriOf(page + 1) : null,
    page,
    page_size: pageSize,
    previous_page_uri: page > 0 ? uriOf(page - 1) : null,
    start: from,
    uri: uriOf(page),
  };
}

/** A short list, as newer APIs give a page of it under a key; their addresses are whole. */
export function pageOfV1(url: string, query: URLSearchParams, key: string, items: readonly object[]): object {
  const asked = pageAsked(query);
  const { page, pageSize } = asked;
  const from = page * pageSize;
  const urlOf = (at: number): string => pageUri(url, query, { page: at, pageSize });
  return {
    meta: {
      page,
      page_size: pageSize,
      first_page_url: urlOf(0),
      previous_page_url: page > 0 ? urlOf(page - 1) : null,
      url: urlOf(page),
      next_page_url: from + pageSize < items.length ? urlOf(page + 1) : null,
      key,
    },
    [key]: items.slice(from, from + pageSize),
  };
}

function wholeOf(query: URLSearchParams, name: string, usual: number, least: number, most: number): number {
  const text = query.get(name);
  if (text === null || text === '') return usual;
  if (!/^\d{1,15}$/.test(text) || Number(text) < least)
    throw badRequest(400, `${name} takes a whole number from ${least} on, not ${text}`);
  return Math.min(Number(text), most);
}
