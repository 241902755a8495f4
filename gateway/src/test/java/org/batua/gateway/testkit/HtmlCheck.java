package org.batua.gateway.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/// The pages' HTML in the hands of html-validate, as its lock file pins it. Needs Node and npm.
public final class HtmlCheck {
  private static final List<String> SOURCES =
      List.of(".npmrc", "package.json", "package-lock.json", "htmlvalidate.json");
  private static final int SECONDS_MAX = 120;

  private final Map<String, String> pages = new ConcurrentSkipListMap<>();

  /// Keeps a page as the server sent it.
  ///
  /// @param name of its file
  public void add(String name, String html) {
    pages.put(name, html);
  }

  /// What is wrong with the pages; empty for nothing.
  ///
  /// @param folder an empty one
  public String faults(Path folder) throws IOException, InterruptedException {
    for (var name : SOURCES) {
      Files.copy(Path.of("src/test/html", name), folder.resolve(name));
    }
    Files.createDirectory(folder.resolve("pages"));
    for (var page : pages.entrySet()) {
      Files.writeString(folder.resolve("pages").resolve(page.getKey() + ".html"), page.getValue());
    }
    run(folder, "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund");
    return run(folder, "npm", "run", "--silent", "check");
  }

  private static String run(Path folder, String... command)
      throws IOException, InterruptedException {
    var log = Files.createTempFile(folder, "npm", ".log");
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return "npm: no end within " + SECONDS_MAX + " seconds";
    }
    return process.exitValue() == 0 ? "" : Files.readString(log);
  }
}
