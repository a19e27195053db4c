import type PizZip from 'pizzip';
import type { TemplateFault } from '../../ports/render-notice.ts';

const MEGABYTE = 1024 * 1024;
const MAX_BYTES = 5 * MEGABYTE;
const MAX_TEXT_BYTES = 20 * MEGABYTE;
const MAX_PARTS = 500;

const SAVE_AGAIN = 'Hãy mở bằng Word hoặc LibreOffice, chọn lưu dạng .docx rồi gửi lại.';
const TOO_LARGE = 'Tệp mẫu lớn bất thường nên không được mở. Hãy bỏ hình ảnh thừa rồi lưu lại dạng .docx.';

/** Opens the bytes as a Word package, or says in one sentence why they are none. Nothing is unpacked yet but the list of parts. */
export function openPackage(Zip: new (bytes: Uint8Array) => PizZip, bytes: Uint8Array): PizZip | TemplateFault {
  if (bytes.length === 0) return 'Tệp mẫu rỗng, không có nội dung. Hãy lưu lại mẫu từ Word rồi gửi lại.';
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return `Tệp mẫu là dạng Word cũ (.doc) hoặc có đặt mật khẩu mở. ${SAVE_AGAIN}`;
  if (!startsWith(bytes, [0x50, 0x4b])) return `Tệp mẫu không phải là tệp Word (.docx). ${SAVE_AGAIN}`;
  if (bytes.length > MAX_BYTES) return TOO_LARGE;
  try {
    return refuseUnsuitable(new Zip(bytes));
  } catch {
    return `Tệp mẫu bị hỏng, không đọc được trọn vẹn. ${SAVE_AGAIN}`;
  }
}

function refuseUnsuitable(zip: PizZip): PizZip | TemplateFault {
  const parts = Object.values(zip.files);
  if (!zip.files['word/document.xml'] || !zip.files['[Content_Types].xml'])
    return `Tệp mẫu không phải là tệp Word (.docx). ${SAVE_AGAIN}`;
  if (parts.some(({ name }) => name.endsWith('vbaProject.bin')))
    return 'Tệp mẫu có chứa macro (.docm). Hãy lưu dạng .docx (không macro) rồi gửi lại.';
  if (parts.length > MAX_PARTS || sizeUnpacked(parts) > MAX_TEXT_BYTES) return TOO_LARGE;
  return zip;
}

// The size each part claims, kept by pizzip beside the packed bytes.
const sizeUnpacked = (parts: readonly object[]): number =>
  parts.reduce(
    (sum, part) => sum + ((part as { _data?: { uncompressedSize?: number } })._data?.uncompressedSize ?? 0),
    0,
  );

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);
