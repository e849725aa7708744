import { withMark } from '../../table-files/formula-mark.ts';
import { phoneOfCell } from '../../table-files/phone-cell.ts';
import { isTeamCode, MOST_MEMBER_NAME_CHARACTERS } from '../teams/team-fields.ts';
import { languageTags } from '../teams/languages.ts';
import { organisations } from '../teams/team.ts';
import type { Member, Membership } from '../teams/team.ts';
import { LIST_SEPARATOR, read, refuse } from './cell.ts';
import { day, oneOf, someOf, textUpTo } from './column.ts';
import type { ReadRow } from './sheet.ts';

/** The columns of a file of members, in order. Names and numbers are never repeated in what is said about a row. */
export const memberSheet = {
  team_code: { required: true, identifies: true, read: (text: string) => (isTeamCode(text) ? read(text) : refuse('NOT_A_CODE')) },
  full_name: { required: true, identifies: true, personal: true, read: textUpTo(MOST_MEMBER_NAME_CHARACTERS) },
  phone: {
    required: false,
    personal: true,
    sealed: true,
    read: (text: string) => {
      const phone = phoneOfCell(text);
      return phone === undefined ? refuse('NOT_A_PHONE') : read(phone);
    },
  },
  role: { required: false, read: oneOf(['MEMBER', 'LEAD']) },
  organisation: { required: false, read: oneOf(organisations) },
  joined_on: { required: false, read: day },
  languages: { required: false, read: someOf(languageTags) },
} as const;

export type MemberSheet = typeof memberSheet;

/** The same for rows from a device, which sends no number but what it sealed. `isSealed`: whether it is sealed to our key. */
export const sealedMemberSheet = (isSealed: (jwe: string) => boolean): MemberSheet => ({
  ...memberSheet,
  phone: { ...memberSheet.phone, read: (text) => (isSealed(text) ? read(text) : refuse('NOT_A_PHONE')) },
});
export const memberColumns = Object.keys(memberSheet) as readonly (keyof MemberSheet)[];
export type ReadMember = ReadRow<MemberSheet>;

/**
 * A member as a row of a file, one for each of their teams. The number is sealed and stays so: its cell is empty, and an empty
 * cell leaves a number as it is.
 */
export const rowOfMemberSheet = (member: Member, { teamCode, role }: Membership): Readonly<Record<keyof MemberSheet, string>> => ({
  team_code: teamCode,
  full_name: withMark(member.displayName),
  phone: '',
  role,
  organisation: member.organisation,
  joined_on: member.joinedOn ?? '',
  languages: member.languages.join(LIST_SEPARATOR),
});
