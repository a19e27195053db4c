import type { TemplateFault } from '../../ports/render-notice.ts';

/** What the template library says of one fault; only these fields are read, never its message. */
interface EngineFault {
  readonly id?: string;
  readonly xtag?: string;
  readonly context?: string;
  readonly openingtag?: string;
  readonly closingtag?: string;
  readonly errors?: readonly { readonly properties?: EngineFault }[];
}

const RETYPE = 'Hãy gõ lại thẻ liền một mạch, mỗi bên một dấu ngoặc nhọn.';
const BROKEN_FILE = 'Nội dung bên trong tệp mẫu bị hỏng. Hãy mở bằng Word, lưu lại dạng .docx rồi gửi lại.';

const SENTENCES: Record<string, (fault: EngineFault) => TemplateFault> = {
  unclosed_tag: ({ context = '' }) => `Dấu { ở "${excerpt(context)}" chưa có dấu } đóng lại. ${RETYPE}`,
  unopened_tag: ({ context = '' }) =>
    `Dấu } sau "${tail(context.replace(/^[{}]+/, ''))}" không có dấu { mở ra. ${RETYPE}`,
  duplicate_open_tag: ({ context = '' }) => `Chỗ "${excerpt(context)}" thừa một dấu {. ${RETYPE}`,
  duplicate_close_tag: ({ context = '' }) => `Chỗ "${tail(context)}" thừa một dấu }. ${RETYPE}`,
  unclosed_loop: ({ xtag }) => `Danh sách {#${xtag}} đã mở nhưng chưa đóng. Hãy thêm {/${xtag}} sau phần lặp lại.`,
  unopened_loop: ({ xtag }) =>
    `Thẻ {/${xtag}} đóng một danh sách chưa mở. Hãy thêm {#${xtag}} ở trước, hoặc xoá thẻ này.`,
  closing_tag_does_not_match_opening_tag: ({ openingtag, closingtag }) =>
    `Danh sách {#${openingtag}} lại đóng bằng {/${closingtag}}. Hãy sửa thẻ đóng thành {/${openingtag}}.`,
  unbalanced_loop_tags: () =>
    'Hai danh sách trong một bảng lồng vào nhau không đúng thứ tự. Hãy đóng danh sách mở sau trước, rồi mới đóng danh sách mở trước.',
  loop_position_invalid: ({ xtag }) =>
    `Thẻ mở và thẻ đóng của {#${xtag}} đứng ở hai nơi không ghép được với nhau, như trong bảng và ngoài bảng. Hãy đặt cả hai trong cùng một bảng hoặc cùng ngoài bảng.`,
  // A foreign tag is named by the linter already.
  raw_tag_outerxml_invalid: () => '',
  raw_xml_tag_should_be_only_text_in_paragraph: () => '',
};

/** Every fault in what the template library threw, in our words. An unknown one is a damaged file. */
export function readEngineFaults(thrown: unknown): TemplateFault[] {
  const properties = (thrown as { properties?: EngineFault } | undefined)?.properties ?? {};
  const faults = properties.errors?.map((error) => error.properties ?? {}) ?? [properties];
  return faults.map((fault) => (SENTENCES[fault.id ?? ''] ?? (() => BROKEN_FILE))(fault)).filter(Boolean);
}

const excerpt = (context: string): string => (context.length > 40 ? `${context.slice(0, 40)}…` : context);
const tail = (context: string): string => (context.length > 40 ? `…${context.slice(-40)}` : context);
