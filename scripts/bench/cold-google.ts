/** What stands in for Google Cloud while functions start: the real emulator of Firestore, a server of Cloud Storage's protocol. */
import { newProject, startFirestore } from '../../tests/support/google-emulators.ts';
import { startStorageServer } from '../../tests/support/storage-server/storage-server.ts';

const INBOX = 'hop-thu-den';
const NOBODY = '127.0.0.1:1';

export interface ColdGoogle {
  /** By their names in the environment. */
  readonly settings: Readonly<Record<string, string>>;
  /** The one object of the inbox, as an event tells of it. */
  readonly object: { readonly bucket: string; readonly name: string; readonly generation: string };
  readonly channelToken: string;
}

/** Runs `use` with both at work, and ends them. */
export async function withColdGoogle<Result>(use: (google: ColdGoogle) => Promise<Result>): Promise<Result> {
  const [firestore, storage] = await Promise.all([
    startFirestore(),
    startStorageServer({ buckets: [INBOX, 'tep-cua-tinh'] }),
  ]);
  try {
    const name = 'khong-co/21001/phieu.xlsx';
    const generation = storage.put(INBOX, name, new Uint8Array(50_000));
    const channelToken = 'ma-cua-kenh';
    const settings = { ...FIXED, ...firestore.env, STORAGE_EMULATOR_HOST: storage.url, CLOUD_PROJECT: newProject() };
    return await use({
      settings: { ...settings, BENCH_OBJECT: name, DRIVE_CHANNEL_TOKEN: channelToken },
      object: { bucket: INBOX, name, generation },
      channelToken,
    });
  } finally {
    await Promise.all([firestore.stop(), storage.close()]);
  }
}

const FIXED = {
  PUBSUB_EMULATOR_HOST: NOBODY,
  INBOX_BUCKET: INBOX,
  FILES_BUCKET: 'tep-cua-tinh',
  SUMMARY_TOPIC: 'round-changed',
  SWEEP_TOPIC: 'sweep-due',
  TEMPLATE_KEY: 'c0'.repeat(32),
  GOOGLE_CLIENT_ID: 'bench.apps.googleusercontent.com',
  GOOGLE_CLIENT_SECRET: 'bench',
  OFFICERS: 'a@x.gov.vn:administrator',
  DRIVE_FOLDER: 'bench',
  DRIVE_PUSH_URL: 'https://bench.invalid/',
} as const;
