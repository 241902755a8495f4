package org.batua.gateway.dashboard;

import org.batua.gateway.http.Route;
import org.batua.gateway.page.AssetFiles;

/// The files of the dashboard's layout, by the paths that pages link to.
///
/// @param route serves them
public record LayoutFiles(String stylesheet, String script, String icon, Route route) {
  /// @param root the path under which they are served
  static LayoutFiles at(String root) {
    var files = new AssetFiles(root);
    return new LayoutFiles(
        files.addStyles("/pages/base.css", "/pages/dashboard.css"),
        files.add("/pages/dashboard.js", AssetFiles.JAVASCRIPT),
        files.add("/pages/icon.svg", AssetFiles.SVG),
        files.route());
  }
}
