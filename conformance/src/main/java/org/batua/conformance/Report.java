package org.batua.conformance;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.databind.json.JsonMapper;

/// The results of a run, for people and for machines.
public final class Report {
  private static final double MILLIS = 1000.0;

  private Report() {}

  /// One line for a check.
  public static String line(Result result) {
    var check = result.check();
    var mark =
        switch (result.verdict()) {
          case PASSED -> "ok  ";
          case FAILED -> "FAIL";
          case SKIPPED -> "skip";
        };
    var line = "%s %s".formatted(mark, check.name());
    return switch (result.verdict()) {
      case PASSED -> line;
      case SKIPPED -> line + " (" + result.message() + ")";
      case FAILED ->
          "%s%n       %s (%s)%n       %s"
              .formatted(line, check.sentence(), check.source(), result.message());
    };
  }

  /// Passed, failed and skipped, for each group and in sum.
  public static String table(List<Result> results) {
    var rows = new StringBuilder();
    rows.append(row("group", "passed", "failed", "skipped"));
    for (var group : groups(results)) {
      var own = results.stream().filter(it -> it.check().group().equals(group)).toList();
      rows.append(row(group, own));
    }
    return rows.append(row("all", results)).toString();
  }

  public static String json(List<Result> results) {
    var json = new JsonMapper();
    var root = json.createObjectNode();
    root.put("passed", count(results, Result.Verdict.PASSED));
    root.put("failed", count(results, Result.Verdict.FAILED));
    root.put("skipped", count(results, Result.Verdict.SKIPPED));
    var list = root.putArray("checks");
    for (var result : results) {
      list.addObject()
          .put("name", result.check().name())
          .put("verdict", result.verdict().name().toLowerCase(Locale.ROOT))
          .put("sentence", result.check().sentence())
          .put("source", result.check().source())
          .put("message", result.message())
          .put("millis", result.took().toMillis());
    }
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  /// The form that build servers read: one `testsuite` for each group.
  public static String junit(List<Result> results) {
    var text = new StringWriter();
    try {
      var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument();
      xml.writeStartElement("testsuites");
      for (var group : groups(results)) {
        suite(xml, group, results.stream().filter(it -> it.check().group().equals(group)).toList());
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      return text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML in memory: " + e.getMessage(), e);
    }
  }

  private static void suite(XMLStreamWriter xml, String group, List<Result> results)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", group);
    xml.writeAttribute("tests", Integer.toString(results.size()));
    xml.writeAttribute("failures", Long.toString(count(results, Result.Verdict.FAILED)));
    xml.writeAttribute("skipped", Long.toString(count(results, Result.Verdict.SKIPPED)));
    for (var result : results) {
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", group);
      xml.writeAttribute("name", result.check().name());
      xml.writeAttribute(
          "time", String.format(Locale.ROOT, "%.3f", result.took().toMillis() / MILLIS));
      if (result.verdict() != Result.Verdict.PASSED) {
        xml.writeStartElement(result.failed() ? "failure" : "skipped");
        xml.writeAttribute("message", printable(result.message()));
        xml.writeCharacters(result.check().sentence());
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /// XML has no form for most control characters, which a server's answer may hold.
  private static String printable(String text) {
    return text.codePoints()
        .map(it -> it < ' ' || it == 0xFFFE || it == 0xFFFF ? ' ' : it)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static List<String> groups(List<Result> results) {
    return results.stream().map(it -> it.check().group()).distinct().collect(Collectors.toList());
  }

  private static String row(String name, List<Result> results) {
    return row(
        name,
        Long.toString(count(results, Result.Verdict.PASSED)),
        Long.toString(count(results, Result.Verdict.FAILED)),
        Long.toString(count(results, Result.Verdict.SKIPPED)));
  }

  private static String row(String name, String passed, String failed, String skipped) {
    return "%-14s %8s %8s %8s%n".formatted(name, passed, failed, skipped);
  }

  private static long count(List<Result> results, Result.Verdict verdict) {
    return results.stream().filter(it -> it.verdict() == verdict).count();
  }
}
