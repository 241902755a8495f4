package org.batua.gateway.resolution;

import java.time.Duration;
import org.batua.gateway.job.CheckSchedule;

/// How fast transactions grow old and are asked about. Only the crash test lets time run faster, so
/// that giving up, a late truth and a second charge come about within minutes.
///
/// @param age what a provider may take is divided by this
/// @param schedule so are the waits between questions
public record InquiryPace(int age, int schedule) {
  public static final InquiryPace USUAL = new InquiryPace(1, 1);

  InquiryPolicy of(InquiryPolicy usual) {
    return new InquiryPolicy(
        usual.notFoundGrace().dividedBy(age), usual.openMax().dividedBy(age), usual.notFound());
  }

  Duration delayAfter(int checks) {
    return CheckSchedule.delayAfter(checks).dividedBy(schedule);
  }
}
