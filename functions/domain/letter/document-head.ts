import type { NoticeSettings } from '../notice/notice-words.ts';
import { withoutStop } from '../text/prose.ts';
import type { DocumentHead } from './letter.ts';

/** Head and foot of a letter: its symbol is the agency's, without the abbreviation of a type, since a công văn has none. */
export function letterHead(settings: NoticeSettings): DocumentHead {
  const { letters, symbol } = settings;
  return {
    ...issuer(settings),
    symbol: letters?.symbol ?? symbol.replace(/^[^-]*-/u, ''),
    recipients: ['Như trên', ...(letters?.recipients ?? []).map(withoutStop)],
  };
}

/** Head and foot of a notice to all communes. */
export function noticeHead(settings: NoticeSettings, communes: string): DocumentHead {
  // Lines with words are those of one commune.
  const others = settings.recipients.filter((line) => !line.includes('{')).map(withoutStop);
  return { ...issuer(settings), symbol: settings.symbol, recipients: [communes, ...others] };
}

function issuer({ parentAgency, agency, place, year, archive, signature }: NoticeSettings) {
  return { parentAgency, agency, place, year, archive: withoutStop(archive), signature };
}
