package org.optimizerstudy.publishing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.optimizerstudy.figures.Palette;
import org.optimizerstudy.results.Checksum;

/**
 * A stylesheet or a script that stands inside a page.
 *
 * @param content its text
 */
public record Asset(String content) {

  /** What all pages look like. */
  public static final String STYLE = "/report/report.css";

  /** What makes the charts of all pages answer; {@link ChartView} draws them. */
  public static final String CHARTS = "/report/charts.js";

  /** Resources of the class path, one after the other, with the looks of the optimizers put in. */
  public static Asset of(String... resources) {
    StringBuilder content = new StringBuilder();
    for (String resource : resources) {
      try (InputStream in = open(resource)) {
        content.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(resource, e);
      }
    }
    return new Asset(Palette.into(content.toString()));
  }

  /** A resource of the class path as text. */
  public static Reader reader(String resource) {
    return new InputStreamReader(open(resource), StandardCharsets.UTF_8);
  }

  /** Its checksum as a content security policy names it. */
  public String source() {
    byte[] digest = Checksum.of(content.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  private static InputStream open(String resource) {
    InputStream in = Asset.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(resource + " is missing from the class path");
    }
    return in;
  }
}
