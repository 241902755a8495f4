package org.batua.gateway.base;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A picture that may be shown on a page for payments: shapes and nothing else. It runs no script,
/// loads nothing, and is small.
public record SafeSvg(String text) {
  public static final int BYTES_MAX = 32_768;

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final String PNG_URL = "data:image/png;base64,";
  private static final int SIDE_MAX = 2048;
  private static final int DEPTH_MAX = 32;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int PNG_HEADER_BYTES = 24;

  private static final Set<String> ELEMENTS =
      Set.of(
          "svg",
          "g",
          "path",
          "rect",
          "circle",
          "ellipse",
          "line",
          "polyline",
          "polygon",
          "defs",
          "linearGradient",
          "radialGradient",
          "stop",
          "clipPath",
          "mask",
          "use",
          "symbol",
          "title",
          "desc",
          "text",
          "tspan");

  /// What a value of an attribute must not hold: it could load something, or hide that it does.
  private static final Pattern LOADS =
      Pattern.compile("\\\\|url\\((?!\\s*#)|image-set|src\\(|import|javascript:|data:|expression");

  /// Reads an SVG, or a PNG as a `data:` URL.
  ///
  /// @throws IllegalArgumentException naming what is wrong with it
  public static SafeSvg parse(String text) {
    if (text.startsWith(PNG_URL)) {
      return ofPng(decoded(text.substring(PNG_URL.length())));
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      throw wrong("is larger than " + BYTES_MAX + " bytes");
    }
    try {
      check(reader(text));
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException("svg: not well-formed XML", e);
    }
    return new SafeSvg(text);
  }

  /// A PNG as the only shape of an SVG.
  ///
  /// @throws IllegalArgumentException naming what is wrong with it
  public static SafeSvg ofPng(byte[] png) {
    if (png.length > BYTES_MAX) {
      throw wrong("is larger than " + BYTES_MAX + " bytes");
    }
    if (png.length < PNG_HEADER_BYTES || !Arrays.equals(png, 0, 8, PNG, 0, 8)) {
      throw wrong("is no PNG");
    }
    int width = side(png, 16);
    int height = side(png, 20);
    var image = PNG_URL + Base64.getEncoder().encodeToString(png);
    return new SafeSvg(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"%s\" viewBox=\"0 0 %d %d\">"
                + "<image href=\"%s\" width=\"%d\" height=\"%d\"/></svg>",
            NAMESPACE,
            width,
            height,
            image,
            width,
            height));
  }

  private static int side(byte[] png, int at) {
    int side = ByteBuffer.wrap(png).getInt(at);
    if (side < 1 || side > SIDE_MAX) {
      throw wrong("has a side of " + side + " pixels (expected: 1 to " + SIDE_MAX + ")");
    }
    return side;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("svg: no base64", e);
    }
  }

  private static XMLStreamReader reader(String text) throws XMLStreamException {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    return factory.createXMLStreamReader(new StringReader(text));
  }

  private static void check(XMLStreamReader reader) throws XMLStreamException {
    var encoding = reader.getCharacterEncodingScheme();
    if (encoding != null && !encoding.equalsIgnoreCase("utf-8")) {
      throw wrong("is in " + encoding + " (expected: UTF-8)");
    }
    int depth = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          checkElement(reader, depth);
          depth++;
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.DTD -> throw wrong("has a document type");
        case XMLStreamConstants.PROCESSING_INSTRUCTION ->
            throw wrong("has the instruction " + reader.getPITarget());
        case XMLStreamConstants.ENTITY_REFERENCE -> throw wrong("has an entity");
        default -> {
          // text and comments
        }
      }
    }
  }

  private static void checkElement(XMLStreamReader reader, int depth) {
    var name = reader.getLocalName();
    if (!NAMESPACE.equals(reader.getNamespaceURI()) || !ELEMENTS.contains(name)) {
      throw wrong("has the element " + name + " (expected: shapes only)");
    }
    if (depth == 0 && !name.equals("svg")) {
      throw wrong("begins with " + name + " (expected: svg)");
    }
    if (depth > DEPTH_MAX) {
      throw wrong("is nested more than " + DEPTH_MAX + " deep");
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      checkAttribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
  }

  private static void checkAttribute(String given, String value) {
    var name = given.toLowerCase(Locale.ROOT);
    boolean isOutside = name.equals("href") && !value.strip().startsWith("#");
    boolean isLoading = LOADS.matcher(value.toLowerCase(Locale.ROOT)).find();
    if (name.startsWith("on") || name.equals("base") || isOutside || isLoading) {
      throw wrong("has the attribute " + name + " with a script, or with an address outside of it");
    }
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("svg: " + what);
  }
}
