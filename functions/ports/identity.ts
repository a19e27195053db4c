/** Somebody whose e-mail address was proven. */
export interface Identity {
  /** As whoever vouches for it writes it, in NFC. */
  readonly address: string;
  /** What the person is called there: for people to read, chosen by the person, proof of nothing. */
  readonly name?: string;
}

/** One person's way there and back. All are fresh random texts of this one attempt, but for `returnTo`. */
export interface Attempt {
  /** Comes back beside the code. */
  readonly state: string;
  /** Comes back inside the proof. */
  readonly nonce: string;
  /** Only who began can redeem the code: the provider is shown its hash first and the text itself last. */
  readonly verifier: string;
  /** The address of ours that the person comes back to. */
  readonly returnTo: string;
}

/**
 * Vouches for people: who comes back from it with a code, or brings a token of it, has the address that it names.
 *
 * It knows nobody's rights. What it refuses it refuses by a Problem; neither codes nor tokens stand in any error.
 */
export interface IdentityProvider {
  /** Where a person goes to prove who they are. Asks nobody. */
  signInAddress(attempt: Attempt): string;
  /**
   * Who came back with `code`.
   *
   * @throws Problem SIGN_IN_REFUSED (used, too old, of another attempt), SIGN_IN_SETTING_REFUSED, SIGN_IN_UNREACHABLE, and those
   *   of `verify`; IDENTITY_NOT_GENUINE where the proof is of another attempt
   */
  redeem(code: string, attempt: Attempt): Promise<Identity>;
  /**
   * Whose token it is, when it was made for us and holds now.
   *
   * @throws Problem IDENTITY_NOT_GENUINE, IDENTITY_EXPIRED, IDENTITY_TOO_EARLY, IDENTITY_FOR_OTHERS, IDENTITY_WITHOUT_ADDRESS,
   *   IDENTITY_UNVERIFIED, SIGN_IN_UNREACHABLE
   */
  verify(token: string): Promise<Identity>;
}
