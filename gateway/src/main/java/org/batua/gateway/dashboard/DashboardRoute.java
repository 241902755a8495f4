package org.batua.gateway.dashboard;

import java.util.function.Function;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Route;

/// One page or form of the dashboard with what it needs.
///
/// @param freshness whether the second factor must have been shown in the last minutes
/// @param intake where its form is kept
public record DashboardRoute(
    String method,
    String path,
    Need need,
    Freshness freshness,
    Route.Intake intake,
    Function<Visit, Answer> page) {
  private static final String MERCHANT = "/dashboard/m/{merchant}";

  /// How long ago the second factor may have been shown.
  public enum Freshness {
    ANY,
    FRESH
  }

  static DashboardRoute get(String path, Need need, Function<Visit, Answer> page) {
    return new DashboardRoute("GET", path, need, Freshness.ANY, Route.Intake.MEMORY, page);
  }

  static DashboardRoute post(String path, Need need, Function<Visit, Answer> page) {
    return new DashboardRoute("POST", path, need, Freshness.ANY, Route.Intake.MEMORY, page);
  }

  /// A page of the merchant in its path.
  static DashboardRoute getAt(
      String path, org.batua.gateway.operator.Permission permission, Function<Visit, Answer> page) {
    return get(MERCHANT + path, Need.at(permission), page);
  }

  static DashboardRoute postAt(
      String path, org.batua.gateway.operator.Permission permission, Function<Visit, Answer> page) {
    return post(MERCHANT + path, Need.at(permission), page);
  }

  /// This route, for those only who showed their second factor just now.
  DashboardRoute fresh() {
    return new DashboardRoute(method, path, need, Freshness.FRESH, intake, page);
  }

  /// This route, whose form may hold a large file.
  DashboardRoute takingFiles() {
    return new DashboardRoute(method, path, need, freshness, Route.Intake.FILES_ON_DISK, page);
  }
}
