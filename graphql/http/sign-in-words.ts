import type { BeginFailure, FinishFailure } from '../../functions/identity/officials.ts';
import type { Language } from '../base/language.ts';
import type { Words } from '../base/problem-texts.ts';

type Refusal = Exclude<(BeginFailure | FinishFailure)['type'], 'TooManyTries'>;

type SignInWords = {
  readonly signedIn: (name: string) => string;
  readonly goOn: string;
  readonly again: string;
  readonly tooManyTries: (minutes: number) => Words;
  readonly refused: Readonly<Record<Refusal, Words>>;
};

export const signInWords: Readonly<Record<Language, SignInWords>> = {
  vi: {
    signedIn: (name) => `Chào ${name}`,
    goOn: 'Vào bàn điều hành',
    again: 'Đăng nhập lại',
    tooManyTries: (minutes) => ({ message: 'Đã thử quá nhiều lần.', nextStep: `Thử lại sau ${minutes} phút.` }),
    refused: {
      SignInNotSetUp: { message: 'Nơi này chưa có cách đăng nhập cho cán bộ.', nextStep: 'Báo người vận hành hệ thống.' },
      SignInUnknown: { message: 'Lần đăng nhập này đã hết hạn.', nextStep: 'Đăng nhập lại từ đầu.' },
      SignInRefused: { message: 'Nơi cấp tài khoản không cho đăng nhập.', nextStep: 'Thử lại, hoặc hỏi nơi cấp tài khoản.' },
      SignInBroken: { message: 'Không xác nhận được lần đăng nhập này.', nextStep: 'Đăng nhập lại từ đầu.' },
      IssuerUnavailable: { message: 'Nơi cấp tài khoản không trả lời.', nextStep: 'Thử lại sau vài phút.' },
      NoOffice: {
        message: 'Tài khoản này chưa được giao phụ trách nơi nào.',
        nextStep: 'Nhờ nơi cấp tài khoản ghi vai trò và mã đơn vị cho tài khoản.',
      },
    },
  },
  en: {
    signedIn: (name) => `Welcome, ${name}`,
    goOn: 'Open the console',
    again: 'Sign in again',
    tooManyTries: (minutes) => ({ message: 'That was too many times.', nextStep: `Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.` }),
    refused: {
      SignInNotSetUp: { message: 'Officials cannot sign in here yet.', nextStep: 'Tell whoever runs the system.' },
      SignInUnknown: { message: 'This sign-in has run out.', nextStep: 'Sign in from the beginning.' },
      SignInRefused: { message: 'The account’s issuer did not let you in.', nextStep: 'Try again, or ask the issuer.' },
      SignInBroken: { message: 'This sign-in could not be confirmed.', nextStep: 'Sign in from the beginning.' },
      IssuerUnavailable: { message: 'The account’s issuer does not answer.', nextStep: 'Try again in a few minutes.' },
      NoOffice: {
        message: 'This account has no area to answer for.',
        nextStep: 'Ask its issuer to give the account a role and a unit’s code.',
      },
    },
  },
};
