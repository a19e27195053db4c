/**
 * Sending a file without leaving the page: dropping, the file's name and size, progress, and the answer's <main> in place of
 * this one. Without this script the form works as it stands. Plain for old browsers.
 */
(() => {
  const KEPT_FOCUS = '#ket-qua';
  const WORDS = {
    none: 'Chưa chọn tệp. Hãy chọn tệp phiếu rồi bấm lại.',
    checking: 'Đã tải lên xong, đang kiểm tra phiếu…',
    broken:
      'Mất kết nối khi đang gửi, phiếu chưa được nhận. Hãy kiểm tra mạng rồi bấm gửi lại; nếu vừa lưu lại tệp, hãy chọn lại tệp.',
    unknown:
      'Mất kết nối khi đang chờ kết quả, chưa rõ phiếu đã được nhận hay chưa. Hãy tải lại trang để xem, hoặc gửi lại: cùng một tệp không tạo thêm bản.',
    server: 'Hệ thống tạm thời không trả lời được. Hãy thử lại sau ít phút.',
  };

  const form = () => document.querySelector('form[data-send]');
  const part = (name) => form().querySelector(`[data-${name}]`);
  const sizeText = (bytes) =>
    bytes < 1048576
      ? `${Math.max(1, Math.round(bytes / 1024))} KB`
      : `${(bytes / 1048576).toFixed(1).replace('.', ',')} MB`;

  function prepare() {
    const own = form();
    if (!own) return;
    let pressed = null;
    const input = own.elements.tep;
    part('drop-hint').hidden = false;
    input.addEventListener('change', showChosen);
    for (const button of own.querySelectorAll('button[type=submit]'))
      button.addEventListener('click', () => {
        pressed = button;
      });
    own.addEventListener('submit', (event) => {
      event.preventDefault();
      send((event.submitter || pressed || own.querySelector('button[type=submit]')).formAction);
    });
    prepareDrop(part('drop'), input);
    if (input.files.length > 0) showChosen();
  }

  function prepareDrop(area, input) {
    const mark = (on) => area.classList.toggle('over', on);
    area.addEventListener('dragover', (event) => {
      event.preventDefault();
      mark(true);
    });
    area.addEventListener('dragleave', () => mark(false));
    area.addEventListener('drop', (event) => {
      event.preventDefault();
      mark(false);
      if (event.dataTransfer.files.length === 0 || form().classList.contains('busy')) return;
      input.files = event.dataTransfer.files;
      showChosen();
    });
  }

  /** What is wrong with the chosen file before anything is sent. */
  function objection(file) {
    if (!file) return WORDS.none;
    const limit = Number(form().dataset.limit);
    if (file.size > limit * 1048576)
      return `Tệp nặng ${sizeText(file.size)}, quá mức cho phép ${limit} MB. Hãy xoá hình ảnh, trang tính thừa rồi chọn lại.`;
    return '';
  }

  function showChosen() {
    const file = form().elements.tep.files[0];
    const chosen = part('chosen');
    chosen.hidden = !file;
    chosen.textContent = file ? `Đã chọn: ${file.name} (${sizeText(file.size)})` : '';
    say(file ? objection(file) : '');
  }

  function say(sentence) {
    const trouble = part('trouble');
    trouble.hidden = sentence === '';
    trouble.textContent = sentence;
  }

  function busy(on) {
    form().classList.toggle('busy', on);
    form().setAttribute('aria-busy', String(on));
    part('progress').hidden = !on;
    for (const button of form().querySelectorAll('button, input')) button.disabled = on;
  }

  function progress(share, words) {
    const bar = part('progress').querySelector('progress');
    if (share === undefined) bar.removeAttribute('value');
    else bar.value = share;
    part('progress-words').textContent = words;
  }

  function send(address) {
    const file = form().elements.tep.files[0];
    const wrong = objection(file);
    if (wrong) {
      say(wrong);
      part('trouble').focus();
      return;
    }
    const data = new FormData(form());
    const request = new XMLHttpRequest();
    let uploaded = false;
    say('');
    busy(true);
    progress(0, `Đang gửi ${file.name}…`);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) progress((event.loaded / event.total) * 100, `Đang gửi ${file.name}…`);
    });
    request.upload.addEventListener('load', () => {
      uploaded = true;
      progress(undefined, WORDS.checking);
    });
    request.addEventListener('load', () => show(request, request.responseURL !== address));
    request.addEventListener('error', () => fail(uploaded ? WORDS.unknown : WORDS.broken));
    request.addEventListener('timeout', () => fail(uploaded ? WORDS.unknown : WORDS.broken));
    request.timeout = 300000;
    request.open('POST', address);
    request.setRequestHeader('Accept', 'text/html');
    request.send(data);
  }

  function fail(sentence) {
    busy(false);
    say(sentence);
    part('trouble').focus();
  }

  /** The answer's content in place of this one; a file that was only tried stays chosen. */
  function show(request, wasSent) {
    const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
    const main = answer.querySelector('main');
    if (!main) {
      fail(WORDS.server);
      return;
    }
    const former = form().elements.tep;
    document.querySelector('main').replaceWith(main);
    document.title = answer.title;
    if (wasSent) history.replaceState(null, '', request.responseURL.split('#')[0]);
    if (form() && !wasSent && request.status < 400) form().elements.tep.files = former.files;
    prepare();
    const result = document.querySelector(KEPT_FOCUS) || main;
    result.focus();
    result.scrollIntoView({ block: 'start' });
  }

  prepare();
})();
