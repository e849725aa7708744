import type { Stack } from 'aws-cdk-lib';
import { Alarm, CfnAlarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** Who is hurt while the alarm rings, in one sentence that a district officer understands, in both languages. */
export type WhoIsHurt = { readonly vi: string; readonly en: string };

export type PlainAlarmProps = {
  readonly name: string;
  readonly whoIsHurt: WhoIsHurt;
  readonly metric: IMetric;
  /** Rings at this value and above. */
  readonly threshold: number;
  /** How many of the last `outOf` periods of the metric must be bad: one bad minute wakes nobody. */
  readonly badPeriods: number;
  readonly outOf: number;
  /** What must happen all the time: hearing nothing of it is bad. */
  readonly silenceIsBad?: true;
  readonly topic: ITopic;
};

/** Shorter than this nothing says who is hurt and how: "Người dân phải chờ." has four words and tells no one what to do. */
const fewestWords = 8;

/**
 * An alarm that says who is hurt. It cannot be made without that sentence in Vietnamese and in English: throws when one
 * is missing, is no sentence, or repeats the other.
 */
export class PlainAlarm extends Construct {
  constructor(scope: Construct, id: string, props: PlainAlarmProps) {
    super(scope, id);
    const alarm = new Alarm(this, 'Alarm', {
      alarmName: props.name,
      alarmDescription: saidInBoth(props.name, props.whoIsHurt),
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: props.outOf,
      datapointsToAlarm: props.badPeriods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // At night nobody calls: silence is mostly no failure.
      treatMissingData: props.silenceIsBad === true ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const notice = new SnsAction(props.topic);
    alarm.addAlarmAction(notice);
    alarm.addOkAction(notice);
  }
}

const saidInBoth = (name: string, { vi, en }: WhoIsHurt): string => {
  for (const [language, sentence] of [['Vietnamese', vi], ['English', en]] as const) {
    const words = sentence.trim().split(/\s+/).filter(Boolean).length;
    if (words < fewestWords || !sentence.trim().endsWith('.')) {
      throw new Error(`The alarm ${name} does not say in ${language} who is hurt: write one whole sentence.`);
    }
  }
  if (vi.trim() === en.trim()) throw new Error(`The alarm ${name} says the same in Vietnamese and in English: translate it.`);
  return `${vi.trim()}\n\n${en.trim()}`;
};

/** Makes synthesis fail when anybody adds a plain CloudWatch alarm past PlainAlarm. */
export const refuseOtherAlarms = (stack: Stack): void => {
  stack.node.addValidation({
    validate: () =>
      stack.node
        .findAll()
        .filter((node): node is CfnAlarm => node instanceof CfnAlarm)
        .filter((alarm) => !alarm.node.scopes.some((scope) => scope instanceof PlainAlarm))
        .map((alarm) => `${alarm.node.path} does not say who is hurt: make it with PlainAlarm.`),
  });
};
