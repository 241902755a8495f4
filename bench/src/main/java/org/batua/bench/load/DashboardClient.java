package org.batua.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// An operator who is signed in at the dashboard of a development server.
final class DashboardClient {
  /// Where the pages of the bench's merchant begin.
  static final String PAGES = "/dashboard/m/dev";

  private static final Pattern LINK = Pattern.compile("/dashboard/enter/([0-9a-f]+)");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;
  private final String cookie;

  private DashboardClient(URI base, String link) {
    this.base = base;
    var entering =
        HttpRequest.newBuilder(base.resolve(link))
            .header("Sec-Fetch-Site", "same-origin")
            .POST(BodyPublishers.noBody());
    this.cookie = send(entering).headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
  }

  /// By the link that the development server printed, which works once.
  static DashboardClient signIn(Servers servers) throws IOException {
    var written = Files.readString(servers.directory().resolve("gateway").resolve("dev.json"));
    var address = new JsonMapper().readTree(written).path("dashboard_url").asString();
    var link = LINK.matcher(Files.readString(servers.directory().resolve("serve.log")));
    if (!link.find()) {
      throw new IllegalStateException("no link to the dashboard in serve.log");
    }
    return new DashboardClient(URI.create(address), link.group());
  }

  /// Opens a page.
  ///
  /// @throws IllegalStateException when the answer is neither a page nor the way to one
  void open(String path) {
    var reply = send(HttpRequest.newBuilder(base.resolve(path)).header("Cookie", cookie));
    if (reply.statusCode() != 200 && reply.statusCode() != 303) {
      throw new IllegalStateException(path + ": answer " + reply.statusCode());
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
  }
}
