/** By what a student's study days are told: an IANA zone and the whole hour, 0 to 6, at which a day begins there. */
export interface DayRule {
  timeZone: string;
  dayStartsAt: number;
}
