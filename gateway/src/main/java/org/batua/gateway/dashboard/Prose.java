package org.batua.gateway.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Text of a document in paragraphs, with the little Markdown that ours has: `**strong**` and
/// `code`.
public record Prose(List<Paragraph> paragraphs) {
  private static final Pattern MARKED = Pattern.compile("\\*\\*([^*]+)\\*\\*|`([^`]+)`");

  public Prose {
    paragraphs = List.copyOf(paragraphs);
  }

  /// How a piece of text is shown.
  public enum Kind {
    PLAIN,
    STRONG,
    CODE
  }

  /// A part of a paragraph.
  public record Piece(Kind kind, String text) {
    public boolean isStrong() {
      return kind == Kind.STRONG;
    }

    public boolean isCode() {
      return kind == Kind.CODE;
    }
  }

  /// Pieces that follow each other.
  public record Paragraph(List<Piece> pieces) {
    public Paragraph {
      pieces = List.copyOf(pieces);
    }
  }

  /// Blank lines part paragraphs; other line ends are blanks.
  public static Prose of(String text) {
    List<Paragraph> paragraphs = new ArrayList<>();
    for (var paragraph : text.strip().split("\\n\\s*\\n", -1)) {
      var line = paragraph.replaceAll("\\s+", " ").strip();
      if (!line.isEmpty()) {
        paragraphs.add(new Paragraph(pieces(line)));
      }
    }
    return new Prose(paragraphs);
  }

  private static List<Piece> pieces(String line) {
    List<Piece> pieces = new ArrayList<>();
    var marked = MARKED.matcher(line);
    int at = 0;
    while (marked.find()) {
      if (marked.start() > at) {
        pieces.add(new Piece(Kind.PLAIN, line.substring(at, marked.start())));
      }
      pieces.add(
          marked.group(1) == null
              ? new Piece(Kind.CODE, marked.group(2))
              : new Piece(Kind.STRONG, marked.group(1)));
      at = marked.end();
    }
    if (at < line.length()) {
      pieces.add(new Piece(Kind.PLAIN, line.substring(at)));
    }
    return pieces;
  }
}
