package org.batua.simulator.development;

import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Linking;
import org.batua.simulator.engine.Linking.Balance;
import org.batua.simulator.engine.Otp;
import org.batua.simulator.engine.OtpSession;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Reply;

/// Answers the calls about OTPs, tokens and balances.
final class WalletCalls {
  /// More than any wallet holds: the protocol has no cap.
  private static final Paise NO_CAP = new Paise(1_000_000_000_00L);

  private final Linking linking;

  WalletCalls(Linking linking) {
    this.linking = linking;
  }

  Answer sendOtp(Request request) {
    Reply<OtpSession> reply =
        linking.sendOtp(request.call(), request.account(), request.mid(), NO_CAP);
    return switch (reply) {
      case Reply.Done<OtpSession>(OtpSession session, var delivery) ->
          Answer.done(delivery).with("expires_at", session.expiresAt().toString());
      case Reply.Refused<OtpSession> refused -> Answer.refused(refused);
    };
  }

  Answer link(Request request) {
    Otp otp = new Otp(request.text("otp"));
    Reply<Link> reply = linking.link(request.call(), request.account(), request.mid(), otp, NO_CAP);
    return switch (reply) {
      case Reply.Done<Link>(Link link, var delivery) ->
          Answer.done(delivery).with("token", link.token().value());
      case Reply.Refused<Link> refused -> Answer.refused(refused);
    };
  }

  Answer balance(Request request) {
    Reply<Balance> reply =
        linking.balance(request.call(), request.account(), request.mid(), request.token());
    return switch (reply) {
      case Reply.Done<Balance>(Balance balance, var delivery) -> {
        Answer answer = Answer.done(delivery);
        balance.available().ifPresent(money -> answer.with("balance", money.rupees()));
        yield answer;
      }
      case Reply.Refused<Balance> refused -> Answer.refused(refused);
    };
  }

  Answer delink(Request request) {
    Reply<Link> reply =
        linking.delink(request.call(), request.account(), request.mid(), request.token());
    return switch (reply) {
      case Reply.Done<Link> done -> Answer.done(done.delivery());
      case Reply.Refused<Link> refused -> Answer.refused(refused);
    };
  }
}
