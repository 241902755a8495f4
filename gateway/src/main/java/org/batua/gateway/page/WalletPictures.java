package org.batua.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.batua.gateway.base.SafeSvg;

/// Pictures of wallets that an operator puts in a folder, as `PAYTM.svg`, in place of the tiles
/// that we draw.
public record WalletPictures(Map<String, SafeSvg> byGateway) {
  public static final WalletPictures NONE = new WalletPictures(Map.of());

  private static final String SUFFIX = ".svg";

  public WalletPictures {
    byGateway = Map.copyOf(byGateway);
  }

  /// Reads a folder.
  ///
  /// @throws IllegalArgumentException naming the file that may not be shown, and why
  public static WalletPictures in(Path folder) {
    var pictures = new TreeMap<String, SafeSvg>();
    try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (var file : files) {
        var name = file.getFileName().toString();
        pictures.put(name.substring(0, name.length() - SUFFIX.length()), read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be read", e);
    }
    return new WalletPictures(pictures);
  }

  private static SafeSvg read(Path file) throws IOException {
    if (Files.size(file) > SafeSvg.BYTES_MAX) {
      throw new IllegalArgumentException(file + ": larger than " + SafeSvg.BYTES_MAX + " bytes");
    }
    try {
      return SafeSvg.parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }
}
