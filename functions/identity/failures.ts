export type NotSignedIn = { readonly type: 'NotSignedIn' };
export type NotPermitted = { readonly type: 'NotPermitted' };
export type IdAlreadyUsed = { readonly type: 'IdAlreadyUsed' };

/** There is no such thing, or it is not for whoever asks. */
export type NotFound = { readonly type: 'NotFound'; readonly kind: 'TEAM' | 'MEMBER' | 'INVITATION' | 'DEVICE' | 'PASSKEY' };

/** A value that does not have the form of what it is for; the words are in graphql/base/problems.*.ts. */
export type InvalidInput = {
  readonly type: 'InvalidInput';
  readonly field: readonly string[];
  readonly reason: 'NOT_A_UUID' | 'NOT_A_SECRET' | 'NOT_A_PIN' | 'NOT_A_PASSKEY';
};

export const invalid = (reason: InvalidInput['reason'], field: string): InvalidInput => ({ type: 'InvalidInput', field: [field], reason });
export const notFound = <const Kind extends NotFound['kind']>(kind: Kind): { readonly type: 'NotFound'; readonly kind: Kind } => ({ type: 'NotFound', kind });
