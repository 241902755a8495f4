package org.batua.simulator.mobikwik;

import java.util.Optional;
import org.batua.simulator.engine.Account.Standing;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Linking;
import org.batua.simulator.engine.Linking.Balance;
import org.batua.simulator.engine.Otp;
import org.batua.simulator.engine.OtpSession;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Reply;

/// Answers the calls about users, OTPs, tokens and balances.
final class LinkingCalls {
  private final Linking linking;

  LinkingCalls(Linking linking) {
    this.linking = linking;
  }

  Answer queryWallet(Request request) {
    return switch (linking.find(request.call(), request.account())) {
      case Reply.Done<Standing> done -> Answer.success(request, done.delivery());
      case Reply.Refused<Standing> refused -> Answer.refused(request, refused);
    };
  }

  Answer createUser(Request request) {
    Reply<Standing> reply =
        request
            .optional(Field.OTP)
            .map(otp -> linking.register(request.call(), request.account(), new Otp(otp)))
            .orElseGet(() -> linking.find(request.call(), request.account()));
    return switch (reply) {
      case Reply.Done<Standing> done -> Answer.success(request, done.delivery());
      case Reply.Refused<Standing> refused -> Answer.refused(request, refused);
    };
  }

  Answer generateOtp(Request request) {
    Reply<OtpSession> reply =
        linking.sendOtp(request.call(), request.account(), request.mid(), request.amount());
    return switch (reply) {
      case Reply.Done<OtpSession> done -> Answer.success(request, done.delivery());
      case Reply.Refused<OtpSession> refused -> Answer.refused(request, refused);
    };
  }

  Answer generateToken(Request request) {
    Otp otp = new Otp(request.text(Field.OTP));
    return tokenAnswer(
        request,
        linking.link(request.call(), request.account(), request.mid(), otp, request.amount()));
  }

  Answer regenerateToken(Request request) {
    Optional<Paise> cap = request.optional(Field.AMOUNT).flatMap(Paise::parseRupees);
    return tokenAnswer(
        request,
        linking.renew(request.call(), request.account(), request.mid(), request.token(), cap));
  }

  Answer balance(Request request) {
    Reply<Balance> reply =
        linking.balance(request.call(), request.account(), request.mid(), request.token());
    return switch (reply) {
      case Reply.Done<Balance>(Balance balance, var delivery) -> {
        Answer answer = Answer.success(request, delivery);
        // A hidden balance is left out: the wallet is linked, only the figure is unknown.
        balance.available().ifPresent(b -> answer.with("balanceamount", b.rupees()));
        yield answer;
      }
      case Reply.Refused<Balance> refused -> Answer.refused(request, refused);
    };
  }

  private static Answer tokenAnswer(Request request, Reply<Link> reply) {
    return switch (reply) {
      case Reply.Done<Link>(Link link, var delivery) ->
          Answer.success(request, delivery).with("token", link.token().value());
      case Reply.Refused<Link> refused -> Answer.refused(request, refused);
    };
  }
}
