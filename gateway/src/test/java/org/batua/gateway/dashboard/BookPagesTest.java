package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.AdminKeys;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Uploads of statements. Bodies in memory may take 4 MiB together here, so that a larger one
/// passes only through the disk.
@Tag("slow")
class BookPagesTest {
  private static final int MEGABYTE = 1 << 20;
  private static final int UPLOAD_BYTES = 24 * MEGABYTE;

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("http.bodies_bytes", "65536")
          .with("http.request_read_seconds", "1")
          .with("dashboard.upload_bytes", Integer.toString(UPLOAD_BYTES));

  private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
  private static final String HEAD =
      "provider_reference,merchant_reference,type,amount,status,time\r\n";
  private static final String LARGE_FORM =
      "Content-Length: "
          + UPLOAD_BYTES
          + "\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n";
  private static final String SAME_ORIGIN = "Sec-Fetch-Site: same-origin\r\n";
  private static final String BOUNDARY = "statement-boundary";

  /// As a bank writes it: other names, a title, semicolons, times of India.
  private static final String OWN_MAPPING =
      """
      delimiter: ";"
      skip_lines: 1
      reference: Our ref
      refunds_named_by: own
      kind: {always: debit}
      amount: {column: Paise, form: paise}
      status: {always: success}
      time: {column: Paid at, format: "dd/MM/yyyy HH:mm", zone: Asia/Kolkata}
      """;

  private final Till till = Till.open(GATEWAY);
  private final String pages = "/dashboard/m/" + till.shop().id();
  private OperatorBrowser finance = signedIn(Role.FINANCE);

  @Test
  void a_large_statement_is_compared_and_its_file_is_gone_afterwards() {
    till.paid("10");
    var today = GATEWAY.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
    var padding = "x".repeat(10_000);
    var line = "%s,%s,top_up,1.00,SUCCEEDED,2020-01-01T00:00:00Z\r\n".formatted(padding, "R");
    var lines = Collections.nCopies(20 * MEGABYTE / line.length(), line);
    var reply = upload(today, stream(lines));
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).contains("Something differs", "10.00", reference());
    assertThat(uploads()).isEmpty();
  }

  @Test
  void a_statement_that_is_too_large_is_refused() {
    var today = LocalDate.parse("2026-02-11");
    var reply = upload(today, stream(Collections.nCopies(25, "x".repeat(MEGABYTE))));
    assertThat(reply.statusCode()).isEqualTo(413);
    assertThat(reply.body()).contains("<html", "The file is larger than this server takes.");
    assertThat(uploads()).isEmpty();
  }

  @Test
  void whoever_may_not_send_a_statement_is_told_before_it_comes() {
    var page = pages + "/reconcile";
    var viewer = signedIn(Role.VIEWER);
    var ofOther = OperatorBrowser.signedIn(GATEWAY, GATEWAY.newShop().id().value(), Role.FINANCE);
    assertThat(promised(page, "")).isEqualTo(403);
    assertThat(promised(page, SAME_ORIGIN)).isEqualTo(303);
    assertThat(promised(page, cookie(viewer) + SAME_ORIGIN)).isEqualTo(403);
    assertThat(promised(page, cookie(ofOther) + SAME_ORIGIN)).isEqualTo(404);
    assertThat(promised(page, cookie(finance) + "Sec-Fetch-Site: cross-site\r\n")).isEqualTo(403);
    var call = "/admin/v1/merchants/" + till.shop().id() + "/reconcile";
    assertThat(promised(call, "")).isEqualTo(401);
    assertThat(promised(call, "Authorization: Bearer adm_unknown\r\n")).isEqualTo(401);
    assertThat(promised(call, bearer(Permission.PAYMENTS_READ))).isEqualTo(403);
  }

  @Test
  void no_number_of_strangers_keeps_a_statement_from_coming() throws IOException {
    var today = LocalDate.parse("2026-02-11");
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        strangers.add(promise(pages + "/reconcile", ""));
      }
      assertThat(upload(today, InputStream.nullInputStream()).statusCode()).isEqualTo(200);
    } finally {
      for (var stranger : strangers) {
        stranger.close();
      }
    }
  }

  @Test
  void what_is_wrong_in_a_statement_is_said_without_the_place_of_its_file() {
    var reply =
        upload(LocalDate.parse("2026-02-11"), stream(List.of("a,b,debit,ten,SUCCEEDED,x\r\n")));
    assertThat(reply.statusCode()).isEqualTo(422);
    assertThat(reply.body()).contains("statement: record 2, amount: ten").doesNotContain("upload");
    var other = upload(LocalDate.parse("2026-02-11"), InputStream.nullInputStream());
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(uploads()).isEmpty();
  }

  @Test
  void a_statement_may_take_longer_than_other_requests_as_long_as_it_comes() {
    var padding =
        List.of("x".repeat(3 * MEGABYTE / 2) + ",R,top_up,1.00,SUCCEEDED,2020-01-01T00:00:00Z\r\n");
    var slow =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(stream(padding), slowly(padding), slowly(padding), slowly(padding))));
    assertThat(upload(LocalDate.parse("2026-02-11"), slow).statusCode()).isEqualTo(200);
  }

  @Test
  void a_merchants_own_mapping_reads_its_statements_with_its_days() {
    toTheEveningOfIndia();
    finance = signedIn(Role.FINANCE);
    till.paid("10");
    var paidAt = GATEWAY.clock().instant();
    var statement =
        "Report of the day\r\nOur ref;Paise;Paid at\r\n%s;1000;%s\r\n"
            .formatted(
                reference(),
                DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT)
                    .format(paidAt.atZone(INDIA)));
    var day = paidAt.atZone(INDIA).toLocalDate();
    assertThat(day).isNotEqualTo(paidAt.atOffset(ZoneOffset.UTC).toLocalDate());
    assertThat(send(day, text(statement)).statusCode()).isEqualTo(422);
    keep("reference: x");
    assertThat(finance.page()).contains("mapping: refunds_named_by: missing");
    assertThat(keep(OWN_MAPPING).statusCode()).isEqualTo(303);
    assertThat(finance.get(pages + "/reconcile").body()).contains("your own", "Our ref");
    assertThat(send(day, text(statement)).body()).contains("Both sides agree");
    var nothing = statement.lines().limit(2).collect(Collectors.joining("\r\n"));
    assertThat(send(day, text(nothing)).body()).contains("Something differs", reference());
    assertThat(keep("").statusCode()).isEqualTo(303);
    assertThat(finance.get(pages + "/reconcile").body()).doesNotContain("your own");
    var viewer = signedIn(Role.VIEWER);
    viewer.get(pages);
    assertThat(viewer.post(pages + "/reconcile/mapping", "gateway", "MOBIKWIK").statusCode())
        .isEqualTo(403);
  }

  private OperatorBrowser signedIn(Role role) {
    return OperatorBrowser.signedIn(GATEWAY, till.shop().id().value(), role);
  }

  /// When India has another day than UTC.
  private static void toTheEveningOfIndia() {
    var now = GATEWAY.clock().instant().atOffset(ZoneOffset.UTC);
    var evening =
        now.toLocalDate().plusDays(1).atTime(LocalTime.of(20, 0)).toInstant(ZoneOffset.UTC);
    GATEWAY.clock().advance(Duration.between(now.toInstant(), evening));
  }

  private HttpResponse<String> keep(String mapping) {
    finance.get(pages + "/reconcile");
    return finance.post(pages + "/reconcile/mapping", "gateway", "MOBIKWIK", "mapping", mapping);
  }

  private String reference() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select t.reference from txn t join merchant_order o on o.id = t.order_ref"
                            + " where o.merchant_id = ?",
                        till.shop().id().value())
                    .mapTo(String.class)
                    .one());
  }

  private HttpResponse<String> upload(LocalDate day, InputStream lines) {
    return send(day, new SequenceInputStream(text(HEAD), lines));
  }

  private HttpResponse<String> send(LocalDate day, InputStream statement) {
    finance.get(pages + "/reconcile");
    var head = new StringBuilder();
    for (var field :
        List.of("form_token=" + finance.token(), "gateway=MOBIKWIK", "from=" + day, "to=" + day)) {
      var parts = field.split("=", 2);
      head.append(
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(BOUNDARY, parts[0], parts[1]));
    }
    head.append(
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"statement\";"
            + " filename=\"s.csv\"\r\nContent-Type: text/csv\r\n\r\n");
    var body =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(text(head.toString()), statement, text("\r\n--" + BOUNDARY + "--\r\n"))));
    return finance.send(
        finance
            .request(pages + "/reconcile")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .header("Sec-Fetch-Site", "same-origin")
            .POST(BodyPublishers.ofInputStream(() -> body)));
  }

  private static String cookie(OperatorBrowser of) {
    return "Cookie: batua_dashboard=" + of.cookie() + "\r\n";
  }

  private String bearer(Permission permission) {
    var wish =
        new AdminKeys.Wish(
            "script", till.shop().id().value(), EnumSet.of(permission), Optional.empty());
    var keys = GATEWAY.gateway().dashboard().adminKeys();
    return "Authorization: Bearer " + keys.issue(Actor.cli("test"), wish).reveal() + "\r\n";
  }

  /// The status that answers the head of an upload, of which nothing more is sent.
  private static int promised(String path, String headers) {
    try (var socket = promise(path, headers)) {
      return RawHttp.read(socket).orElseThrow().status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Socket promise(String path, String headers) throws IOException {
    var port = GATEWAY.gateway().dashboard().port();
    var socket = RawHttp.open(port, Duration.ofSeconds(10));
    socket
        .getOutputStream()
        .write(
            ("POST "
                    + path
                    + " HTTP/1.1\r\nHost: localhost:"
                    + port
                    + "\r\n"
                    + headers
                    + LARGE_FORM)
                .getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream stream(List<String> lines) {
    return new SequenceInputStream(
        Collections.enumeration(lines.stream().map(BookPagesTest::text).toList()));
  }

  private static InputStream slowly(List<String> lines) {
    var from = stream(lines);
    return new InputStream() {
      private boolean hasWaited;

      @Override
      public int read() throws IOException {
        return from.read();
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (!hasWaited) {
          hasWaited = true;
          try {
            // real time: how long a request may take is measured by the machine's clock
            Thread.sleep(Duration.ofMillis(600));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
        return from.read(into, offset, length);
      }
    };
  }

  private static List<Path> uploads() {
    try (var files = Files.walk(Path.of(System.getProperty("java.io.tmpdir")), 2)) {
      return files
          .filter(it -> it.toString().contains("batua-uploads-"))
          .filter(it -> it.getFileName().toString().startsWith("upload"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
