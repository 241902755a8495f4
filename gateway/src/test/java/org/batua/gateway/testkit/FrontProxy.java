package org.batua.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A real nginx or HAProxy in front of a server, or a PgBouncer in front of PostgreSQL, as the
/// system has it installed.
public final class FrontProxy implements AutoCloseable {
  private static final char[] PASSWORD = "password".toCharArray();

  /// Below those that systems give to whoever asks for any.
  private static final int PORTS_FROM = 20_000;

  private static final int PORTS = 12_000;

  /// Runs side by side begin apart.
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % PORTS));

  private final Process process;
  private final Path directory;

  private FrontProxy(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
  }

  /// Starts one in the foreground.
  ///
  /// @param program `nginx`, `haproxy` or `pgbouncer`
  /// @param configuration with `DIR` where its directory stands, which has `cert.pem`, `key.pem`
  ///   and `both.pem`
  /// @param port at which it then listens
  public static FrontProxy start(String program, Path directory, String configuration, int port) {
    try {
      Files.createDirectories(directory);
      makeCertificate(directory);
      var file = directory.resolve(program + ".conf");
      Files.writeString(
          file,
          configuration
              .replace("DIR", directory.toString())
              .replace("USER", System.getProperty("user.name")));
      var command =
          switch (program) {
            case "nginx" -> List.of(program, "-p", directory.toString(), "-c", file.toString());
            case "pgbouncer" -> withoutRoot(List.of(program, file.toString()));
            default -> List.of(program, "-db", "-f", file.toString());
          };
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      var proxy = new FrontProxy(process, directory);
      Eventually.until(program + " listens", () -> !process.isAlive() || listens(port));
      if (!process.isAlive()) {
        throw new AssertionError(program + ": " + Files.readString(directory.resolve("log")));
      }
      return proxy;
    } catch (IOException e) {
      throw new AssertionError(
          program + ": does not start (expected: installed, as ./batua test does it)", e);
    }
  }

  private static List<String> withoutRoot(List<String> command) {
    if (!System.getProperty("user.name").equals("root")) {
      return command;
    }
    List<String> all =
        new ArrayList<>(
            List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups", "--"));
    all.addAll(command);
    return all;
  }

  /// A port that is free, and that nobody is given who asks the system for any: between here and
  /// the program that listens at it, another class's server or connection would take one of those.
  public static int freePort() {
    while (true) {
      int port = PORTS_FROM + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException e) {
        // the next one
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Trusts the certificate of this proxy.
  public SSLContext trusting() {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store(directory));
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean listens(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void makeCertificate(Path directory) throws IOException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    run(
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            "proxy",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=ip:127.0.0.1,dns:localhost",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            directory.resolve("store.p12").toString(),
            "-storepass",
            "password"));
    try {
      var store = store(directory);
      var certificate = pem("CERTIFICATE", store.getCertificate("proxy").getEncoded());
      var key = pem("PRIVATE KEY", store.getKey("proxy", PASSWORD).getEncoded());
      for (var file : Map.of("cert.pem", certificate, "key.pem", key).entrySet()) {
        Files.writeString(directory.resolve(file.getKey()), file.getValue());
      }
      Files.writeString(directory.resolve("both.pem"), certificate + key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore store(Path directory) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(directory.resolve("store.p12").toFile(), PASSWORD);
  }

  private static String pem(String what, byte[] bytes) {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }

  private static void run(List<String> command) throws IOException {
    try {
      var process = new ProcessBuilder(command).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IOException(command.getFirst() + ": exit code " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
