package org.batua.simulator.page;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.batua.simulator.engine.DebitScenario;
import org.batua.simulator.engine.OtpScenario;
import org.batua.simulator.engine.Persona;
import org.batua.simulator.engine.RefundScenario;
import org.batua.simulator.engine.TopUpScenario;

/// The first page: what the simulator is and which magic values it knows.
public final class IndexPage {
  private static final String INTRODUCTION =
      """
      <h1>Wallet provider simulator</h1>
      <p>This server plays the wallet providers for development and tests. It speaks each one's
      wire protocol under its name, as <code>/mobikwik/</code>, keeps accounts and a ledger, and
      misbehaves when a magic value asks for it. Every wallet starts with Rs 10000.00,
      GoPay's with Rp 1000000. No real
      money moves.</p>
      <p>See the <a href="/control/journal">journal of received calls</a>, the
      <a href="/control/transactions">transactions</a>, the
      <a href="/control/statement?provider=MOBIKWIK">statement</a> and the
      <a href="/control/ledger">ledger</a>.</p>
      """;

  public static String html() {
    return Html.page(
        "Wallet provider simulator",
        INTRODUCTION
            + table("OTPs", OtpScenario.values(), IndexPage::otp, OtpScenario::meaning)
            + table("Phones", Persona.values(), p -> p.phone().digits(), Persona::meaning)
            + table(
                "Debit amounts",
                DebitScenario.values(),
                s -> s.amount().rupees(),
                DebitScenario::meaning)
            + table(
                "Refund amounts",
                RefundScenario.values(),
                s -> s.amount().rupees(),
                RefundScenario::meaning)
            + table(
                "Top-up amounts",
                TopUpScenario.values(),
                s -> s.amount().rupees(),
                TopUpScenario::meaning));
  }

  private static String otp(OtpScenario scenario) {
    return scenario == OtpScenario.WRONG ? "…" : scenario.otp().value();
  }

  private static <T> String table(
      String title, T[] rows, Function<T, String> value, Function<T, String> meaning) {
    StringBuilder html = new StringBuilder("<h2>" + Html.escape(title) + "</h2><table>");
    List<T> all = Arrays.asList(rows);
    for (T row : all) {
      html.append("<tr><td><code>")
          .append(Html.escape(value.apply(row)))
          .append("</code></td><td>")
          .append(Html.escape(meaning.apply(row)))
          .append("</td></tr>\n");
    }
    return html.append("</table>").toString();
  }

  private IndexPage() {}
}
