package org.batua.gateway.dashboard;

import io.nayuki.qrcodegen.QrCode;

/// A QR code as the path of an SVG picture.
///
/// @param size of the picture with its quiet zone, in modules
public record QrPicture(int size, String path) {
  private static final int QUIET_ZONE = 4;

  static QrPicture of(String text) {
    var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET_ZONE).append(' ').append(y + QUIET_ZONE);
          path.append("h1v1h-1z");
        }
      }
    }
    return new QrPicture(code.size + 2 * QUIET_ZONE, path.toString());
  }
}
